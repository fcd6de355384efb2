// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.diff.EarlierSchema;
import dev.sluice.devtools.diff.SchemaDifference;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.serving.SchemaSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `sluice diff`: prints what a change of the schema does to clients, costs and tables.
@Command(
        name = "diff",
        description =
                "Print what a change of the schema breaks, what it costs, and how to deploy it. Exits"
                        + " with 1 if it breaks something that is used.")
final class DiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private OperationsOption operations = new OperationsOption();

    @Option(
            names = "--from",
            paramLabel = "REV|FILE|URL",
            required = true,
            description =
                    "The earlier schema: a revision of git that has the schema file, a file, or an"
                            + " address.")
    private String from = "";

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "The log of the function, which says how often each operation ran, and when last."
                            + " Default: none.")
    private @Nullable Path log;

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description =
                    "The traffic, as CSV: operation,perSecond,values, as for capacity. Prints what"
                            + " DynamoDB asks for a month of it. Default: none.")
    private @Nullable Path traffic;

    @Option(
            names = "--format",
            paramLabel = "text|json|markdown",
            description = "The format of the output: ${COMPLETION-CANDIDATES}. Default: text.")
    private Format format = Format.text;

    /// The output formats, named as a developer types them.
    enum Format {
        text,
        json,
        markdown
    }

    @Override
    public Integer call() {
        var difference =
                SchemaDifference.of(
                        EarlierSchema.read(from, schema.file()),
                        SchemaSource.read(schema.file()),
                        operations.directory(schema).read(),
                        log,
                        traffic);
        var out = spec.commandLine().getOut();
        switch (format) {
            case text -> out.print(DiffPages.text(difference));
            case json -> out.println(difference.json());
            case markdown -> out.print(DiffPages.markdown(difference));
        }
        return difference.breaks() ? ExitCode.INPUT : ExitCode.DONE;
    }
}
