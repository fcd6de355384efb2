// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.Contract;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.schema.Catalog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// `sluice schema`: prints the schema that clients see to stdout.
@Command(
        name = "schema",
        description = "Print the schema that clients see, for their tools. No server is needed.")
final class SchemaCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--format",
            paramLabel = "sdl|json",
            description =
                    "The format: the schema definition language, or the answer to the introspection"
                            + " query. Default: sdl.")
    private SchemaFormat format = SchemaFormat.sdl;

    @Option(
            names = "--constraints",
            description =
                    "Add the constraints, the error codes that the schema declares, owners and"
                            + " budgets to the descriptions.")
    private boolean constraints;

    @Option(
            names = "--flag",
            paramLabel = "NAME",
            description = "A flag that is on, so that its fields are printed. Repeatable.")
    private Set<String> flags = new HashSet<>();

    @Option(
            names = "--directives",
            description =
                    "Instead of the schema, print what Sluice adds to the schema file, as SDL for"
                            + " an editor.")
    private boolean directives;

    /// Named as a developer types them.
    enum SchemaFormat {
        sdl,
        json
    }

    @Override
    public Integer call() {
        if (directives && (constraints || format == SchemaFormat.json || !flags.isEmpty())) {
            throw Failure.usage("--directives prints SDL and cannot have other options of output.");
        }
        var file = SchemaSource.read(schema.file());
        var contract = new Contract(known(file.compile()), flags);
        spec.commandLine().getOut().println(text(contract, file).strip());
        return ExitCode.DONE;
    }

    /// @throws Failure if the schema lacks a flag
    private Catalog known(Catalog catalog) {
        var all = new TreeSet<>(catalog.flags().keySet());
        for (var flag : flags) {
            if (!all.contains(flag)) {
                throw Failure.usage(
                        "The schema has no flag %s. Its flags are: %s."
                                .formatted(flag, all.isEmpty() ? "none" : String.join(", ", all)));
            }
        }
        return catalog;
    }

    private String text(Contract contract, SchemaSource file) {
        if (directives) {
            return contract.additions(file.text());
        }
        var sdl = constraints ? contract.schemaWithConstraints() : contract.schema();
        return switch (format) {
            case sdl -> sdl.text();
            case json -> sdl.json();
        };
    }
}
