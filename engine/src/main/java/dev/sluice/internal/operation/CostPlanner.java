// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.cost.Saturating;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;

import graphql.normalized.ExecutableNormalizedField;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Lists the requests of an operation, and how often each can happen. Every list counts with its
/// largest size.
final class CostPlanner {
    private final Catalog catalog;
    private final Map<Operation.Place, Operation.Call> calls;
    private final Set<Operation.Place> early;
    private final RequestPlan plan;

    /// @param early the reads that start in the first wave, wherever they are
    CostPlanner(
            Catalog catalog,
            Map<Operation.Place, Operation.Call> calls,
            Set<Operation.Place> early,
            PlanListener listener) {
        this.catalog = catalog;
        this.calls = calls;
        this.early = early;
        this.plan = new RequestPlan(listener);
    }

    /// @param serial whether each field starts only when the field before it is complete
    List<PlannedRequest> plan(List<ExecutableNormalizedField> fields, boolean serial) {
        for (var field : fields) {
            var start = serial ? plan.lastWave() : 0;
            visit(field, new Reach(1, start, start));
        }
        return plan.requests();
    }

    private void visit(ExecutableNormalizedField field, Reach parents) {
        Reach reach = null;
        for (var type : field.getObjectTypeNames()) {
            var compiled = catalog.field(type, field.getFieldName());
            if (compiled != null) {
                var place = new Operation.Place(field, type);
                var own = reach(place, compiled, parents);
                reach = reach == null ? own : reach.or(own);
            }
        }
        for (var child : field.getChildren()) {
            visit(child, reach == null ? parents : reach);
        }
    }

    private Reach reach(Operation.Place place, Field field, Reach parents) {
        var admitted =
                field.source() instanceof Source.Mutation && field.comparesItem()
                        ? parents
                        : plan.records(place, field.rules().stream(), parents, false);
        return field.sources().stream()
                .map(source -> reach(place, field, source, admitted))
                .reduce(Reach::or)
                .orElseThrow();
    }

    private Reach reach(Operation.Place place, Field field, Source source, Reach admitted) {
        return switch (source) {
            case Source.Paging _, Source.Derived _, Source.Member _ -> admitted;
            case Source.Mutation mutation ->
                    new MutationCostPlanner(catalog, plan, place, call(place), field, mutation)
                            .plan(admitted);
            case Source.Computed computed -> computed(place, computed, admitted);
            case Source.Answered answered ->
                    plan.calls(place, answered.resolver(), answered.requests(), admitted);
            case Source.Stored(var attribute) -> admitted.times(attribute.type().mostElements());
            case Source.Keyed read -> item(place, read, admitted);
            case Source.ListRead list ->
                    item(place, list.each(), admitted.times(length(place, list)));
            case Source.QueryRead query ->
                    switch (query.answer()) {
                        case CONNECTION -> connection(place, query, admitted);
                        case FIRST -> first(place, query, admitted);
                    };
        };
    }

    private Reach item(Operation.Place place, Source.Keyed source, Reach objects) {
        var sent = sent(place, objects);
        var found = arrived(place, objects);
        if (source.isOneKey()) {
            plan.oneOf(place, source.reads(), sent);
            return plan.records(place, source.reads(), found);
        }
        source.reads().forEach(read -> plan.items(place, read, sent));
        var rules = source.reads().stream().flatMap(read -> RequestPlan.rules(read.target()));
        return plan.records(place, rules, found, false);
    }

    private Reach page(Operation.Place place, Source.QueryRead query, int first, Reach parents) {
        plan.pages(place, query, partitions(place, query), first, sent(place, parents));
        return arrived(place, parents);
    }

    private Reach sent(Operation.Place place, Reach parents) {
        return early.contains(place) ? parents.first() : parents.next();
    }

    /// What is read early is answered when its parent is there.
    private Reach arrived(Operation.Place place, Reach parents) {
        return early.contains(place) ? parents.afterFirst() : parents.next();
    }

    /// Plans one call for all the objects of a wave.
    private Reach computed(Operation.Place place, Source.Computed computed, Reach objects) {
        var waves = objects.wave() - objects.earliest() + 1;
        var times = Math.min(objects.objects(), waves);
        plan.calls(
                place,
                computed.resolver(),
                Saturating.times(times, computed.requests()),
                objects.once());
        return objects;
    }

    /// Checks the list's rules before the read. A page of unknown size counts as the largest.
    private Reach connection(Operation.Place place, Source.QueryRead query, Reach parents) {
        var first = size(query, call(place).arguments());
        var rules = query.listRules().values().stream().flatMap(List::stream);
        var admitted = plan.records(place, rules, parents, false);
        if (query.count() != null && call(place).isCounted()) {
            plan.count(place, query, partitions(place, query), admitted.next());
        }
        var page = page(place, query, first, admitted);
        return whole(place, query, page.times(first));
    }

    /// Checks the first item as the index has it, and again if it is read from the table.
    private Reach first(Operation.Place place, Source.QueryRead query, Reach parents) {
        var found = checked(place, query, page(place, query, 1, parents));
        return query.holds(call(place).attributes())
                ? found
                : checked(place, query, whole(place, query, found));
    }

    private Reach checked(Operation.Place place, Source.QueryRead query, Reach found) {
        return plan.records(place, RequestPlan.rules(query.target()), found, false);
    }

    private Reach whole(Operation.Place place, Source.QueryRead query, Reach found) {
        return query.holds(call(place).attributes())
                ? found
                : plan.items(place, query.target(), false, found.next());
    }

    private int partitions(Operation.Place place, Source.QueryRead query) {
        return new PartitionNumber(call(place).arguments()).most(query.condition());
    }

    private static int size(Source.QueryRead query, Map<String, @Nullable Object> arguments) {
        var isBackward = query.goesBack() && arguments.get("last") != null;
        return arguments.get(isBackward ? "last" : "first") instanceof Integer size
                ? size
                : query.maxItems();
    }

    private Operation.Call call(Operation.Place place) {
        return Objects.requireNonNull(calls.get(place));
    }

    private long length(Operation.Place place, Source.ListRead read) {
        return read.lists().stream().map(list -> length(place, list)).reduce(1L, Saturating::times);
    }

    /// Returns the argument's own length, or the most elements that a stored list can hold.
    private long length(Operation.Place place, FanOut.Elements elements) {
        var argument = call(place).arguments().get(elements.list().root().text());
        return elements.list().path().isEmpty() && argument instanceof List<?> sent
                ? sent.size()
                : elements.most();
    }
}
