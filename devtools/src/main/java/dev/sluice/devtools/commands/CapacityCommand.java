// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.capacity.Capacity;
import dev.sluice.devtools.capacity.FewPartitions;
import dev.sluice.devtools.capacity.TrafficMix;
import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.operation.InvalidDocumentException;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.operation.OperationPartitions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `sluice capacity`: prints which partitions the traffic of a file fills first, and when.
@Command(
        name = "capacity",
        description = "Print at which traffic a partition of a table or an index is full.")
final class CapacityCommand implements Callable<Integer> {
    private static final String GRAPHQL = ".graphql";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SchemaOption schema = new SchemaOption();

    @Mixin private OperationsOption operations = new OperationsOption();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            required = true,
            description =
                    "The traffic, as CSV: operation,perSecond,values. An operation is the name of a"
                            + " trusted operation, or a file with one operation.")
    private Path traffic = Path.of("");

    @Override
    public Integer call() {
        var source = SchemaSource.read(schema.file());
        var catalog = source.compile();
        var costs = new OperationCosts(catalog);
        var named = named(costs, operations.directory(schema).read());
        var mix = new ArrayList<Capacity.Used>();
        for (var row : TrafficMix.read(traffic).rows()) {
            mix.add(new Capacity.Used(row, operation(row, costs, named).uses()));
        }
        var capacity = Capacity.of(mix, source.text());
        var out = spec.commandLine().getOut();
        CapacityTable.print(capacity, out);
        FewPartitions.of(catalog, source.text()).forEach(out::println);
        return capacity.partitions().stream().anyMatch(partition -> partition.fullAt() < 1)
                ? ExitCode.LIMITS
                : ExitCode.DONE;
    }

    private static Map<String, OperationPartitions> named(
            OperationCosts costs, List<OperationFile> files) {
        var text = String.join("\n", files.stream().map(OperationFile::text).toList());
        var named = new LinkedHashMap<String, OperationPartitions>();
        if (!text.isBlank()) {
            for (var operation : partitions(costs, text, "the trusted operations")) {
                if (operation.name() != null) {
                    named.put(operation.name(), operation);
                }
            }
        }
        return named;
    }

    private OperationPartitions operation(
            TrafficMix.Row row, OperationCosts costs, Map<String, OperationPartitions> named) {
        var name = row.operation();
        if (!name.endsWith(GRAPHQL)) {
            if (named.get(name) instanceof OperationPartitions operation) {
                return operation;
            }
            throw Failure.input(
                    "%s: there is no trusted operation %s. Known are %s."
                            .formatted(row.place(), name, String.join(", ", named.keySet())));
        }
        var found =
                partitions(costs, TextFile.read(traffic.resolveSibling(name), "document"), name);
        if (found.size() != 1) {
            throw Failure.input(
                    "%s: %s has %d operations, but must have one."
                            .formatted(row.place(), name, found.size()));
        }
        return found.getFirst();
    }

    private static List<OperationPartitions> partitions(
            OperationCosts costs, String text, String name) {
        try {
            return costs.partitions(text);
        } catch (InvalidDocumentException e) {
            throw Failure.input("%s: %s".formatted(name, e.faults().getFirst().message()));
        }
    }
}
