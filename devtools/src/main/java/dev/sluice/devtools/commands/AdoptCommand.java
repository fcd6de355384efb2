// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.adopt.Adoption;
import dev.sluice.devtools.adopt.Sdl;
import dev.sluice.devtools.amplify.AmplifySchema;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.store.StoreClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `sluice adopt`: prints a schema for tables that exist, or for an Amplify API.
@Command(
        name = "adopt",
        description =
                "Read items of tables that exist, or the schema of an Amplify API, and print a schema.")
final class AdoptCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ScanOption scan = new ScanOption();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The name of a table. You can repeat this option.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "NUMBER",
            description = "The most items to read of each table. Default: 2000.")
    private long sample = 2_000;

    @Option(
            names = "--amplify",
            paramLabel = "FILE",
            description = "Translate this schema of an Amplify API. No DynamoDB is needed.")
    private @Nullable Path amplify;

    @Override
    public Integer call() {
        if (amplify != null) {
            return translated(amplify);
        }
        if (tables.isEmpty()) {
            throw Failure.usage("--table is needed: the name of a table.");
        }
        if (sample < 1) {
            throw Failure.usage("--sample must be at least 1.");
        }
        var endpoint = scan.endpoint();
        var pace = scan.pace();
        var console = spec.commandLine();
        try (var client = StoreClient.to(endpoint, PATIENCE)) {
            var schema = Adoption.of(client, pace, sample, console.getErr(), tables);
            console.getOut().print(schema);
            console.getOut().flush();
            return Sdl.isSchema(schema) ? ExitCode.DONE : ExitCode.INPUT;
        }
    }

    private int translated(Path file) {
        if (scan.isGiven() || !tables.isEmpty()) {
            throw Failure.usage(
                    "--amplify reads a file and no table: remove --dynamodb, --read-units and --table.");
        }
        var source = SchemaSource.read(file);
        var schema = AmplifySchema.of(source.name(), source.text());
        var console = spec.commandLine();
        schema.report().forEach(line -> console.getErr().println("To decide: " + line));
        console.getOut().print(schema.text());
        console.getOut().flush();
        return ExitCode.DONE;
    }
}
