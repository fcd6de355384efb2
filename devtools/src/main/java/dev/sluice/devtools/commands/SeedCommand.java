// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.TableReset;
import dev.sluice.devtools.serving.DataLoading;
import dev.sluice.devtools.serving.LocalSettings;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// `sluice seed`: writes the items of a data file into the tables of a schema.
@Command(name = "seed", description = "Write the items of a data file into the tables of a schema.")
final class SeedCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "JSON: {\"Type\": [{\"field\": value}]}. Default, with the project's own schema:"
                            + " function/sample-data.json. Without such a file: the sample shop if"
                            + " the schema is the shop's.")
    private @Nullable Path data;

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            required = true,
            description =
                    "The DynamoDB to write to: a URL, or `aws` for your AWS account and region.")
    private String dynamoDb = "";

    @Option(names = "--create", description = "Also create missing tables and indexes in AWS.")
    private boolean create;

    @Option(names = "--reset", description = "First delete every item of all tables of the schema.")
    private boolean reset;

    @Option(
            names = "--delete-from",
            paramLabel = "TABLE",
            description =
                    "With --reset, a table, by its name in DynamoDB, that is in AWS or has deletion"
                            + " protection. Repeatable.")
    private Set<String> named = new HashSet<>();

    @Override
    public Integer call() {
        if (!reset && !named.isEmpty()) {
            throw Failure.usage("--delete-from is only for --reset.");
        }
        var endpoint = Endpoint.parse(dynamoDb);
        var catalog = SchemaSource.read(schema.file()).compile();
        var file = data == null && schema.isOfTheProject() ? Home.data() : data;
        var items = new DataLoading(file, System.err).itemsOf(catalog);
        if (items.isEmpty() && !reset) {
            throw Failure.usage("There is no data for this schema. Name a file with --data.");
        }
        var names = LocalSettings.over(System.getenv()).tableNames();
        try (var client = StoreClient.to(endpoint, PATIENCE)) {
            var tables = new TableSetup(client, endpoint, names, create || !endpoint.isAws());
            if (reset) {
                delete(catalog, tables, new TableReset(client, endpoint, named));
            }
            var _ = tables.prepare(catalog.tables().values());
            var byTable =
                    items.stream()
                            .collect(
                                    groupingBy(
                                            item -> names.of(item.type().table()),
                                            TreeMap::new,
                                            mapping(StoredItem::attributes, toList())));
            byTable.forEach((table, some) -> {
                new ItemWriter(client).put(table, some);
                print("Put %s into %s.".formatted(Quantity.of(some.size(), "item"), table));
            });
        }
        return ExitCode.DONE;
    }

    private void delete(Catalog catalog, TableSetup setup, TableReset tables) {
        var found = setup.existing(catalog.tables().values());
        tables.require(found);
        if (!found.isEmpty()) {
            var names = found.stream().map(TableDescription::tableName).collect(joining(", "));
            print("Deleting every item of %s at %s.".formatted(names, dynamoDb));
        }
        for (var table : found) {
            var deleted = tables.deleteItems(table);
            print("Deleted %s of %s.".formatted(Quantity.of(deleted, "item"), table.tableName()));
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
