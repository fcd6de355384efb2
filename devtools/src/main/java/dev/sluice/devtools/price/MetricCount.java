// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.price;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Source;
import dev.sluice.telemetry.Signal.Metric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The most metrics that a function can make: each metric with each value of its dimension.
/// CloudWatch has a price for each of them. Clients cannot add one.
public record MetricCount(Catalog catalog) {
    public int all() {
        return Arrays.stream(Metric.values()).mapToInt(this::of).sum();
    }

    private int of(Metric metric) {
        return switch (metric.dimension()) {
            case SERVICE -> 1;
            case CODE -> ErrorCode.values().length + catalog.failureCodes().size();
            case BREAKER -> breakers().size();
            case OWNER -> (int) catalog.owners().values().stream().distinct().count();
            case FIELD ->
                    switch (metric) {
                        case DEPRECATIONS_BY_FIELD ->
                                count(field -> field.deprecation() != null)
                                        + catalog.deprecatedInputs().size();
                        case OVER_BUDGET -> count(field -> field.budget() != null);
                        case OLD_PATH_READS,
                                NEW_PATH_READS,
                                PATHS_COMPARED,
                                PATHS_NOT_EQUAL,
                                OLD_PATH_READ_UNITS,
                                NEW_PATH_READ_UNITS ->
                                count(field -> field.rollout() != null);
                        default -> fields().size();
                    };
        };
    }

    private int count(Predicate<Field> fields) {
        return (int) all(catalog).stream().filter(fields).count();
    }

    /// Returns the fields that are not part of their parent's item, as `Type.field`.
    public Set<String> fields() {
        var names = new TreeSet<String>();
        for (var field : all(catalog)) {
            switch (field.source()) {
                case Source.Stored _, Source.Derived _, Source.Paging _, Source.Member _ -> {}
                case Source.Keyed _,
                        Source.ListRead _,
                        Source.QueryRead _,
                        Source.Mutation _,
                        Source.Computed _,
                        Source.Answered _ ->
                        names.add(field.coordinate());
            }
        }
        return names;
    }

    /// Returns the names of the circuit breakers.
    public Set<String> breakers() {
        var names = new TreeSet<String>();
        catalog.tables()
                .keySet()
                .forEach(table -> {
                    names.add("table:" + table);
                    names.add("batch:" + table);
                });
        for (var field : all(catalog)) {
            switch (field.source()) {
                case Source.Mutation mutation -> addTransactions(field, mutation, names);
                case Source.Computed computed -> names.add("resolver:" + computed.resolver());
                case Source.Answered answered -> names.add("resolver:" + answered.resolver());
                case Source.Stored _,
                        Source.Paging _,
                        Source.Member _,
                        Source.Derived _,
                        Source.Keyed _,
                        Source.ListRead _,
                        Source.QueryRead _ -> {}
            }
        }
        return names;
    }

    /// Some writes of a mutation can be left out, so each set of its tables can be a transaction.
    private void addTransactions(Field field, Source.Mutation mutation, Set<String> names) {
        var tables = new TreeSet<String>();
        mutation.writes().forEach(write -> tables.add(write.type().table()));
        GrantingRecords.of(catalog.fields(), field.rules(), mutation.writes()).stream()
                .flatMap(decision -> decision.records().stream())
                .forEach(record -> tables.add(record.read().target().table()));
        if (mutation.exactlyOnce()) {
            tables.add(Objects.requireNonNull(catalog.idempotency()).record().table());
        }
        mutation.audits().values().forEach(trail -> tables.add(trail.type().table()));
        if (mutation.event() != null) {
            tables.add(Objects.requireNonNull(catalog.outbox()).record().table());
        }
        Set<TreeSet<String>> sets = new HashSet<>(Set.of(new TreeSet<>()));
        for (var table : tables) {
            for (var smaller : Set.copyOf(sets)) {
                var larger = new TreeSet<>(smaller);
                larger.add(table);
                sets.add(larger);
            }
        }
        sets.stream()
                .filter(set -> set.size() > 1)
                .forEach(set -> names.add("transaction:" + String.join("+", set)));
    }

    private static List<Field> all(Catalog catalog) {
        return catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .toList();
    }
}
