// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.bucket.CallerBuckets;
import dev.sluice.internal.dynamodb.client.DynamoDbLink;
import dev.sluice.internal.dynamodb.client.HeldItems;
import dev.sluice.internal.dynamodb.client.InstanceMemory;
import dev.sluice.internal.dynamodb.client.Meter;
import dev.sluice.internal.dynamodb.expression.ProjectionExpression;
import dev.sluice.internal.dynamodb.item.AttributeDecoder;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.read.BatchReader;
import dev.sluice.internal.dynamodb.write.PredictedItems;
import dev.sluice.internal.dynamodb.write.WriteClient;
import dev.sluice.internal.dynamodb.write.WritePreparation;
import dev.sluice.internal.dynamodb.write.WriteQueue;
import dev.sluice.internal.dynamodb.write.WriteSending;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.wave.WaveLoop;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Performs the reads and writes of one engine. Safe for use by many threads.
public final class DynamoDbStore {
    private final DynamoDbLink link;
    private final Map<String, PhysicalTable> tables;
    private final Map<String, ObjectShape> shapes;
    private final AttributeDecoder decoder;
    private final ItemClassifier reader;
    private final @Nullable CallerBuckets buckets;
    private final InstanceMemory memory;

    /// @param tableNames maps a table's name in the schema to its name in DynamoDB
    /// @param memory bounds what all requests hold
    /// @param clock decides which items have expired
    public DynamoDbStore(
            Catalog catalog,
            DynamoDbLink link,
            UnaryOperator<String> tableNames,
            InstanceMemory memory,
            InstantSource clock) {
        this.link = link;
        this.memory = memory;
        this.shapes = catalog.shapes();
        this.decoder = new AttributeDecoder(shapes);
        this.reader = new ItemClassifier(decoder, clock, catalog.storedTypes().values());
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
        var declared = catalog.limits();
        var limit = declared == null ? null : declared.perCaller();
        this.buckets =
                limit == null
                        ? null
                        : new CallerBuckets(limit, tableNames.apply(limit.table()), clock);
    }

    /// Opens the reads and writes of one request. The caller must close them.
    ///
    /// @param projections the attributes that the request's item reads fetch besides keys, TTL and
    ///   rule attributes, by the table's name in the schema; a table without an entry is read whole
    /// @param limits bound what the request holds
    /// @param loop runs them in waves
    /// @param recording receives a report of each request
    public RequestStore open(
            Map<String, Set<String>> projections,
            RequestLimits limits,
            WaveLoop loop,
            Recording recording) {
        var deadline = loop.deadline();
        recording.runsInWaves(loop::number);
        var meter = new Meter();
        var held = new HeldItems(limits, memory);
        var client = link.metered(meter, held, deadline, recording);
        var fetched = fetched(projections);
        var expressions = new HashMap<PhysicalTable, ProjectionExpression>();
        fetched.forEach((table, names) -> expressions.put(table, ProjectionExpression.of(names)));
        var reads = new BatchReader(client, expressions);
        var known = new PredictedItems(decoder, fetched);
        var preparation = new WritePreparation(tables, shapes, known);
        var sending = new WriteSending(new WriteClient(client, known), reader);
        var writes = new WriteQueue(preparation, sending);
        return new RequestStore(tables, reader, reads, writes, client, buckets, meter, held, loop);
    }

    /// Forgets what this instance has taken from the buckets of callers. Every instance that starts
    /// from the same snapshot would use it again.
    public void restored() {
        if (buckets != null) {
            buckets.forget();
        }
    }

    /// Returns the attributes that item reads fetch, for each table that they do not read whole.
    private Map<PhysicalTable, Set<String>> fetched(Map<String, Set<String>> projections) {
        var fetched = new HashMap<PhysicalTable, Set<String>>();
        projections.forEach((name, attributes) -> {
            var table = tables.get(name);
            if (table != null && !attributes.isEmpty()) {
                var all = new HashSet<>(attributes);
                all.addAll(table.always());
                fetched.put(table, Set.copyOf(all));
            }
        });
        return fetched;
    }
}
