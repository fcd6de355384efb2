// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.serving.SchemaSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `sluice manifest`: prints the trusted operations with their ids to stdout.
@Command(
        name = "manifest",
        description = "Print the manifest of the trusted operations, for clients.")
final class ManifestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private OperationsOption operations = new OperationsOption();

    @Override
    public Integer call() {
        var catalog = SchemaSource.read(schema.file()).compile();
        var manifest = operations.directory(schema).manifestForClients(catalog);
        spec.commandLine().getOut().println(manifest);
        return ExitCode.DONE;
    }
}
