// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.serving.SchemaSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `sluice infrastructure`: writes the tables and permissions that a schema needs to a file.
@Command(
        name = "infrastructure",
        description =
                "Write the CloudFormation template with a schema's tables, and with the permissions"
                        + " that its fields need.")
final class InfrastructureCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "The template. Default: "
                            + Home.INFRASTRUCTURE
                            + " of the project with its own schema.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        var file = output();
        var catalog = SchemaSource.read(schema.file()).compile();
        var infrastructure = new Infrastructure(catalog, file);
        var notices = infrastructure.write();
        var console = spec.commandLine();
        notices.forEach(console.getErr()::println);
        console.getOut()
                .printf(
                        "Wrote %s: tables %d, permissions %d.%n",
                        file, infrastructure.tables(), infrastructure.permissions());
        return ExitCode.DONE;
    }

    private Path output() {
        if (output != null) {
            return output;
        }
        if (!schema.isOfTheProject()) {
            throw Failure.usage("--schema needs --output, the file to write the template to.");
        }
        return Home.infrastructure();
    }
}
