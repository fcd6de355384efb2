// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.schema.Source;

import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The least that a query costs: each read at its root is sent once, and finds nothing.
final class LeastCost {
    private LeastCost() {}

    /// A read that shares its request with all others that are equal.
    ///
    /// @param isCount whether it counts the list
    private record Read(Field field, Map<String, @Nullable Object> arguments, boolean isCount) {}

    /// Returns the cost that must be within the limits before the operation runs: its bound, or the
    /// least cost of a query that has a budget.
    static CostBound enforced(Catalog catalog, Operation operation) {
        var limits = catalog.limits();
        return limits == null
                        || limits.enforce() == Limits.Enforce.BOUND
                        || operation.normalized().getOperation()
                                == OperationDefinition.Operation.MUTATION
                ? operation.bound()
                : of(catalog, operation.normalized().getTopLevelFields(), operation.calls());
    }

    /// Returns the least cost of a query.
    ///
    /// @param roots its root fields
    static CostBound of(
            Catalog catalog,
            List<ExecutableNormalizedField> roots,
            Map<Operation.Place, Operation.Call> calls) {
        var reads = new LinkedHashMap<Read, List<PlannedRequest>>();
        for (var field : roots) {
            for (var type : field.getObjectTypeNames()) {
                var compiled = catalog.field(type, field.getFieldName());
                var call = calls.get(new Operation.Place(field, type));
                if (compiled != null && call != null) {
                    var path = field.getResultKey();
                    reads.putIfAbsent(
                            new Read(compiled, call.arguments(), false),
                            planned(path, compiled.source(), call));
                    if (call.isCounted()
                            && compiled.source() instanceof Source.QueryRead query
                            && query.count() != null) {
                        reads.putIfAbsent(
                                new Read(compiled, call.arguments(), true), count(path, query));
                    }
                }
            }
        }
        return CostBound.of(reads.values().stream().flatMap(List::stream).toList());
    }

    private static List<PlannedRequest> planned(String path, Source source, Operation.Call call) {
        return switch (source) {
            case Source.Keyed read -> items(path, read, 1);
            case Source.ListRead list ->
                    items(
                            path,
                            list.each(),
                            list.references().stream()
                                    .mapToInt(each ->
                                            distinct(call.arguments().get(each.root().text())))
                                    .reduce(1, Math::multiplyExact));
            case Source.QueryRead query -> List.of(pages(path, query));
            case Source.Stored _,
                    Source.Paging _,
                    Source.Mutation _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Derived _,
                    Source.Member _ ->
                    List.of();
        };
    }

    private static PlannedRequest pages(String path, Source.QueryRead query) {
        return new PlannedRequest.Pages(
                path, 1, query.condition().leastPartitions(), 0, 1, query.consistent());
    }

    /// A page that reads as many items as the count can have the same request.
    private static List<PlannedRequest> count(String path, Source.QueryRead query) {
        var limit = Objects.requireNonNull(query.count());
        return query.limit(query.maxItems()) < limit.items()
                ? List.of(pages(path, query))
                : List.of();
    }

    /// If a kind or an id chooses the key, it may choose none.
    private static List<PlannedRequest> items(String path, Source.Keyed source, int count) {
        return source instanceof Source.KindRead kinds && kinds.isOneKey()
                ? List.of()
                : source.reads().stream().map(read -> items(path, read, count)).toList();
    }

    private static PlannedRequest items(String path, Source.ItemRead read, int count) {
        return new PlannedRequest.Items(
                path, 1, 1, count, Set.of(read.target().table()), read.consistent(), 1, false);
    }

    private static int distinct(@Nullable Object list) {
        return list instanceof List<?> elements
                ? (int) new HashSet<>(elements).stream().filter(each -> each != null).count()
                : 0;
    }
}
