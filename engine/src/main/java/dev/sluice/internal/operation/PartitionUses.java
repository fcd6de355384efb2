// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.cost.ReadUnits;
import dev.sluice.internal.cost.WriteUnits;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.SortCondition;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Collects what an operation uses of which partitions, while its requests are planned. An item
/// that several fields read counts once, as in a request. Only the first attempt of a mutation
/// counts.
final class PartitionUses implements PlanListener {
    private static final String CALLER = "claims.sub";

    private final Catalog catalog;
    private final KeyOrigins origins;
    private final Map<Same, PartitionUse> reads = new LinkedHashMap<>();
    private final Map<String, List<PartitionUse>> writes = new LinkedHashMap<>();

    /// Reads that are equal in one request.
    private record Same(
            String table,
            @Nullable String index,
            List<KeyOrigin> whole,
            boolean consistent,
            boolean isCount) {}

    PartitionUses(Catalog catalog) {
        this.catalog = catalog;
        this.origins = new KeyOrigins(catalog);
    }

    List<PartitionUse> all() {
        var all = new ArrayList<>(reads.values());
        writes.values().forEach(all::addAll);
        var limits = catalog.limits();
        if (limits != null && limits.perCaller() != null && !all.isEmpty()) {
            var caller = List.<KeyOrigin>of(new KeyOrigin.Given(CALLER, false));
            var table = limits.perCaller().table();
            all.add(new PartitionUse("", table, null, "{}", caller, true, 1, 0, 1));
        }
        return List.copyOf(all);
    }

    @Override
    public void items(
            Operation.Place place,
            Target target,
            Source.@Nullable ItemRead read,
            PlannedRequest.Items items) {
        var type = target.members().getFirst();
        if (catalog.idempotency() != null
                && type.name().equals(catalog.idempotency().record().name())) {
            return;
        }
        var lists = listsOf(place, read);
        var partition =
                read == null
                        ? own(place, type, type.key())
                        : origins.of(read.partition(), place, lists);
        var whole = new ArrayList<>(partition);
        if (read == null) {
            if (type.key().sort() != null) {
                whole.add(new KeyOrigin.Stored(type.name(), type.key().sort().template().text()));
            }
        } else {
            whole.addAll(origins.of(read.sort(), place, lists));
        }
        note(
                new Same(target.table(), null, whole, items.consistent(), false),
                new PartitionUse(
                        items.field(),
                        target.table(),
                        null,
                        blank(type.key()),
                        partition,
                        isOnce(partition, whole),
                        items.count(),
                        ReadUnits.ofEach(items),
                        0));
    }

    private List<KeyOrigin> own(Operation.Place place, StoredType type, PrimaryKey key) {
        return key.partition().template().fields().stream()
                .map(field -> origins.own(place, type, field))
                .toList();
    }

    private List<Value.Reference> listsOf(Operation.Place place, Source.@Nullable ItemRead read) {
        var field = catalog.field(place.type(), place.field().getFieldName());
        return field != null
                        && field.source() instanceof Source.ListRead list
                        && list.each().reads().contains(read)
                ? list.references()
                : List.of();
    }

    @Override
    public void pages(Operation.Place place, Source.QueryRead query, PlannedRequest.Pages pages) {
        note(place, query, false, pages.field(), pages.count(), ReadUnits.ofEach(pages));
    }

    @Override
    public void counts(
            Operation.Place place, Source.QueryRead query, PlannedRequest.Counts counts) {
        note(place, query, true, counts.field(), counts.count(), ReadUnits.ofEach(counts));
    }

    private void note(
            Operation.Place place,
            Source.QueryRead query,
            boolean isCount,
            String field,
            long count,
            double readUnits) {
        var type = query.target().members().getFirst();
        var key = type.key(query.index());
        var condition = query.condition();
        var index = index(type, query.index());
        var partitions = origins.of(condition, place);
        for (var partition : partitions) {
            var whole = new ArrayList<>(partition);
            if (condition.sort() != null) {
                whole.addAll(range(condition.sort(), place));
            }
            note(
                    new Same(
                            query.target().table(),
                            query.index(),
                            whole,
                            query.consistent(),
                            isCount),
                    new PartitionUse(
                            field,
                            query.target().table(),
                            index,
                            blank(key),
                            partition,
                            isOnce(partition, whole),
                            count / partitions.size(),
                            readUnits,
                            0));
        }
    }

    private List<KeyOrigin> range(SortCondition sort, Operation.Place place) {
        return SourceValues.of(sort).map(value -> origins.of(value, place, List.of())).toList();
    }

    /// A local index is in the partitions of its table.
    private static @Nullable String index(StoredType type, @Nullable String name) {
        return name == null || type.index(name).local() ? null : name;
    }

    private static boolean isOnce(List<KeyOrigin> partition, List<KeyOrigin> whole) {
        return whole.subList(partition.size(), whole.size()).stream()
                .noneMatch(KeyOrigin::isOfEach);
    }

    private void note(Same same, PartitionUse use) {
        reads.merge(same, use, (one, other) -> one.count() >= other.count() ? one : other);
    }

    @Override
    public void writes(Operation.Place place, MutationCost cost) {
        var field = String.join(".", place.field().getListOfResultKeys());
        writes.computeIfAbsent(
                field,
                _ -> {
                    var uses = new ArrayList<PartitionUse>();
                    cost.mutation().writes().forEach(write -> add(uses, field, place, cost, write));
                    addChecks(uses, field, place, cost);
                    uses.addAll(new RecordedUses(catalog, origins).of(field, place, cost));
                    return uses;
                });
    }

    private void add(
            List<PartitionUse> uses,
            String field,
            Operation.Place place,
            MutationCost cost,
            Write write) {
        var type = write.type();
        var times = cost.times(write);
        var item = WriteUnits.ofItem(type, cost.isTransaction());
        uses.add(written(field, type, null, partition(write, type.key(), place), times, item));
        cost.indexUnits(write)
                .forEach((name, units) -> {
                    if (units > 0) {
                        var key = type.index(name).key();
                        var index = index(type, name);
                        var now = Math.min(units, item);
                        var partition = partition(write, key, place);
                        uses.add(written(field, type, name, partition, times, now));
                        if (units > now && index != null) {
                            var before = stored(type, key);
                            uses.add(written(field, type, name, before, times, units - now));
                        }
                    }
                });
    }

    private static PartitionUse written(
            String field,
            StoredType type,
            @Nullable String index,
            List<KeyOrigin> partition,
            long times,
            long units) {
        return new PartitionUse(
                field,
                type.table(),
                index(type, index),
                blank(type.key(index)),
                partition,
                type.key(index).sort() == null && index == null,
                times,
                0,
                units);
    }

    private List<KeyOrigin> partition(Write write, PrimaryKey key, Operation.Place place) {
        return key.partition().template().fields().stream()
                .map(name -> origins.written(write, name, place))
                .toList();
    }

    private static List<KeyOrigin> stored(StoredType type, PrimaryKey key) {
        return key.partition().template().fields().stream()
                .<KeyOrigin>map(name -> new KeyOrigin.Stored(type.name(), name))
                .toList();
    }

    private void addChecks(
            List<PartitionUse> uses, String field, Operation.Place place, MutationCost cost) {
        for (var decision : cost.decisions()) {
            var checks = cost.checks(decision);
            for (var record : checks == 0 ? List.<Rule.Exists>of() : decision.records()) {
                var type = record.read().target().members().getFirst();
                var partition = origins.of(record.read().partition(), place, List.of());
                var units = WriteUnits.ofCheck(decision.kilobytes());
                uses.add(written(field, type, null, partition, checks, units));
            }
        }
    }

    /// Returns the template of the partition key without the names of its fields.
    private static String blank(PrimaryKey key) {
        return key.partition().template().segments().stream()
                .map(segment ->
                        switch (segment) {
                            case Segment.Literal(var text) -> text;
                            case Segment.Field(_, var slot) -> slot.before() + "{}" + slot.after();
                        })
                .collect(Collectors.joining("#"));
    }
}
