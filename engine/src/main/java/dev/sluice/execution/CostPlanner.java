// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.cost.PlannedRead;
import dev.sluice.policy.cost.Saturating;
import dev.sluice.schema.AttributeType;
import dev.sluice.schema.Catalog;
import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;

import graphql.normalized.ExecutableNormalizedField;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Lists the reads of an operation with how often each can happen: lists count their largest size.
final class CostPlanner {
    private final Catalog catalog;
    private final Map<Operation.Place, Operation.Call> calls;
    private final List<PlannedRead> reads = new ArrayList<>();

    CostPlanner(Catalog catalog, Map<Operation.Place, Operation.Call> calls) {
        this.catalog = catalog;
        this.calls = calls;
    }

    List<PlannedRead> plan(List<ExecutableNormalizedField> fields) {
        fields.forEach(field -> visit(field, new Reach(1, 0)));
        return List.copyOf(reads);
    }

    /// How many objects a selection is answered for, and the wave that brought them.
    private record Reach(long objects, int wave) {
        Reach times(long each) {
            return new Reach(Saturating.times(objects, each), wave);
        }

        Reach next() {
            return new Reach(objects, wave + 1);
        }

        Reach or(Reach other) {
            return new Reach(Math.max(objects, other.objects), Math.max(wave, other.wave));
        }
    }

    private void visit(ExecutableNormalizedField field, Reach parents) {
        var reach = parents;
        for (var type : field.getObjectTypeNames()) {
            var compiled = catalog.field(type, field.getFieldName());
            if (compiled != null) {
                var place = new Operation.Place(field, type);
                reach = reach.or(reach(place, compiled.source(), parents));
            }
        }
        for (var child : field.getChildren()) {
            visit(child, reach);
        }
    }

    private Reach reach(Operation.Place place, Source source, Reach parents) {
        return switch (source) {
            case Source.Paging _ -> parents;
            case Source.Stored(var attribute) -> parents.times(length(attribute.type()));
            case Source.ItemRead read ->
                    items(place, read.target(), read.consistent(), parents.next());
            case Source.ListRead list ->
                    items(
                            place,
                            list.each().target(),
                            list.each().consistent(),
                            parents.times(length(place, list)).next());
            case Source.QueryRead query -> pages(place, query, parents.next());
        };
    }

    private Reach pages(Operation.Place place, Source.QueryRead query, Reach pages) {
        var call = call(place);
        var first =
                switch (call.arguments().get("first")) {
                    case Integer size -> size;
                    case UnknownVariable _ -> query.maxItems();
                    case null, default -> 1;
                };
        reads.add(
                new PlannedRead.Pages(
                        path(place),
                        pages.wave(),
                        pages.objects(),
                        query.limit(first),
                        kilobytes(query.target()),
                        query.consistent()));
        var found = pages.times(first);
        return query.holds(call.attributes())
                ? found
                : items(place, query.target(), false, found.next());
    }

    private Reach items(Operation.Place place, Target target, boolean consistent, Reach reach) {
        reads.add(
                new PlannedRead.Items(
                        path(place),
                        reach.wave(),
                        reach.objects(),
                        target.table(),
                        consistent,
                        kilobytes(target),
                        target.members().getFirst().sortKey() != null));
        return reach;
    }

    private Operation.Call call(Operation.Place place) {
        return Objects.requireNonNull(calls.get(place));
    }

    private static int kilobytes(Target target) {
        return target.members().stream().mapToInt(StoredType::itemSize).max().orElseThrow();
    }

    private static String path(Operation.Place place) {
        return String.join(".", place.field().getListOfResultKeys());
    }

    /// An argument's own length, or the most that a stored list may hold.
    private long length(Operation.Place place, Source.ListRead list) {
        var argument = call(place).arguments().get(list.list().root());
        return list.list().path().isEmpty() && argument instanceof List<?> sent
                ? sent.size()
                : list.maxItems();
    }

    private static long length(AttributeType type) {
        return switch (type) {
            case AttributeType.ListOf list ->
                    list.maxItems() instanceof Integer most ? (long) most : Long.MAX_VALUE;
            case AttributeType.Scalar _, AttributeType.SetOf _, AttributeType.Embedded _ -> 1;
        };
    }
}
