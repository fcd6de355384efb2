// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.Contract;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.serving.SchemaSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `sluice codes`: prints the error codes of an API to stdout.
@Command(
        name = "codes",
        description =
                "Print every error code that the API can answer with, and the parameters of each.")
final class CodesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--format",
            paramLabel = "json|typescript",
            description = "The format of the output: ${COMPLETION-CANDIDATES}. Default: json.")
    private CodesFormat format = CodesFormat.json;

    /// Named as a developer types them.
    enum CodesFormat {
        json,
        typescript
    }

    @Override
    public Integer call() {
        var codes = new Contract(SchemaSource.read(schema.file()).compile()).errors();
        var text =
                switch (format) {
                    case json -> codes.json();
                    case typescript -> codes.typeScript();
                };
        spec.commandLine().getOut().println(text.strip());
        return ExitCode.DONE;
    }
}
