// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.data.VariablesFile;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.operation.InvalidDocumentException;
import dev.sluice.internal.operation.OperationCost;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `sluice cost`: prints the most that the operations of a document can cost to stdout.
@Command(
        name = "cost",
        description = "Print the most that the operations of a GraphQL document can cost.")
final class CostCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Parameters(paramLabel = "FILE", description = "The GraphQL document.")
    private Path document = Path.of("");

    @Option(
            names = "--variables",
            paramLabel = "FILE",
            description =
                    "Variables, as a JSON object. Default: none. A variable without a value or a"
                            + " default counts with its worst value.")
    private @Nullable Path variables;

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "The operation to compute. Default: all operations of the document.")
    private @Nullable String operation;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            description = "The format of the output: ${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.table;

    /// The output formats, named as a developer types them.
    enum Format {
        table,
        json
    }

    @Override
    public Integer call() {
        var catalog = SchemaSource.read(schema.file()).compile();
        var report = DocumentCost.of(document.toString(), catalog.limits(), chosen(costs(catalog)));
        var out = spec.commandLine().getOut();
        switch (format) {
            case table -> CostTable.print(report, out);
            case json -> out.println(report.json());
        }
        return report.exceeds() ? ExitCode.LIMITS : ExitCode.DONE;
    }

    private List<OperationCost> costs(Catalog catalog) {
        var text = TextFile.read(document, "document");
        try {
            return new OperationCosts(catalog)
                    .of(text, variables == null ? Map.of() : VariablesFile.read(variables));
        } catch (InvalidDocumentException e) {
            throw Failure.input(
                    e.faults().stream()
                            .map(fault ->
                                    "%s:%d:%d: %s"
                                            .formatted(
                                                    document,
                                                    fault.line(),
                                                    fault.column(),
                                                    fault.message()))
                            .collect(Collectors.joining("\n")));
        }
    }

    private List<OperationCost> chosen(List<OperationCost> costs) {
        if (operation == null) {
            return costs;
        }
        return costs.stream()
                .filter(cost -> operation.equals(cost.name()))
                .findFirst()
                .map(List::of)
                .orElseThrow(() ->
                        Failure.usage("%s has no operation %s.".formatted(document, operation)));
    }
}
