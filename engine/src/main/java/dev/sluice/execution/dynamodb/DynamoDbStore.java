// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Deadline;
import dev.sluice.schema.Catalog;
import dev.sluice.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Reads of one engine. Safe for use by many threads.
public final class DynamoDbStore {
    private final DynamoDbClient client;
    private final Map<String, PhysicalTable> tables;
    private final ItemReader reader;

    /// @param client configured by `DynamoDbClients`
    /// @param tableNames from a table's name in the schema to its name in DynamoDB
    /// @param clock decides which items have expired
    public DynamoDbStore(
            Catalog catalog,
            DynamoDbClient client,
            UnaryOperator<String> tableNames,
            InstantSource clock) {
        this.client = client;
        this.reader = new ItemReader(new AttributeDecoder(catalog.shapes()), clock);
        Map<String, List<StoredType>> types =
                catalog.storedTypes().values().stream()
                        .collect(Collectors.groupingBy(StoredType::table));
        var tables = new HashMap<String, PhysicalTable>();
        catalog.tables()
                .forEach((name, table) ->
                        tables.put(
                                name,
                                new PhysicalTable(
                                        tableNames.apply(name),
                                        table,
                                        types.getOrDefault(name, List.of()))));
        this.tables = Map.copyOf(tables);
    }

    /// Opens the reads of one request.
    ///
    /// @param projections by the table's name in the schema, the attributes that the request's item
    ///   reads fetch besides keys, TTL and rule attributes; a table without any is read whole
    public Session open(Map<String, Set<String>> projections, Deadline deadline) {
        var meter = new Meter();
        var wire = new Wire(client, meter, deadline);
        var reads = new ItemReads(wire, expressions(projections));
        return new Session(tables, reader, reads, wire, meter, deadline);
    }

    private Map<PhysicalTable, ProjectionExpression> expressions(
            Map<String, Set<String>> projections) {
        var expressions = new HashMap<PhysicalTable, ProjectionExpression>();
        projections.forEach((name, attributes) -> {
            var table = tables.get(name);
            if (table != null && !attributes.isEmpty()) {
                var all = new HashSet<>(attributes);
                all.addAll(table.always());
                expressions.put(table, ProjectionExpression.of(all));
            }
        });
        return expressions;
    }
}
