// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Plans the requests of one mutation field.
final class MutationCostPlanner {
    private final Catalog catalog;
    private final RequestPlan plan;
    private final Operation.Place place;
    private final Operation.Call call;
    private final Source.Mutation mutation;
    private final Field field;
    private final MutationCost cost;

    MutationCostPlanner(
            Catalog catalog,
            RequestPlan plan,
            Operation.Place place,
            Operation.Call call,
            Field field,
            Source.Mutation mutation) {
        this.catalog = catalog;
        this.plan = plan;
        this.place = place;
        this.call = call;
        this.mutation = mutation;
        this.field = field;
        this.cost = MutationCost.of(catalog, field.rules(), mutation, call.arguments());
    }

    /// Plans the reads, then the records of rules, then the writes in one request, then the answer.
    /// If a record that granted access can be gone by then and another rule can grant access, plans
    /// all checks and the writes a second time.
    Reach plan(Reach start) {
        var read = reads(sent(start, false));
        var judged =
                field.comparesItem()
                        ? plan.records(place, field.rules().stream(), read, false)
                        : read;
        var written = written(judged, false);
        if (cost.isJudgedAgain()) {
            var admitted = plan.records(place, field.rules().stream(), written, true);
            written = written.or(written(sent(admitted, true), true));
        }
        var refused = refused(written, written);
        if (cost.isSentAgain()) {
            written = plan.writes(place, cost, refused.next());
            refused = refused(refused, written);
        }
        return mutation.answersItems() ? answered(refused, written) : refused;
    }

    private Reach answered(Reach refused, Reach written) {
        var items = written.times(cost.results());
        var left =
                cost.isReadBack(call.attributes())
                        ? plan.items(place, mutation.target(), true, items.next())
                        : items;
        var rules = RequestPlan.rules(mutation.target());
        return refused.or(plan.records(place, rules, left, false));
    }

    /// A refused write reads what the caller may see of the items that it met.
    private Reach refused(Reach before, Reach written) {
        var refused = before;
        for (var type : types()) {
            refused = refused.or(plan.records(place, type.rules().stream(), written, false));
        }
        return refused;
    }

    private Reach lists(Reach items) {
        var read = items;
        for (var list : mutation.lists()) {
            var query = list.read();
            var rules = query.listRules().values().stream().flatMap(List::stream);
            var admitted = plan.records(place, rules, items, false);
            var partitions = new PartitionNumber(Map.of()).most(query.condition());
            read = read.or(plan.pages(place, query, partitions, query.maxItems(), admitted.next()));
        }
        return read;
    }

    private List<StoredType> types() {
        return mutation.writes().stream().map(Write::type).distinct().toList();
    }

    /// @param again whether this is the second attempt, in which records are read consistently
    private Reach written(Reach start, boolean again) {
        var checked = start;
        for (var write : mutation.writes()) {
            var objects = checked.times(cost.times(write));
            var rules = write.type().rules().stream();
            checked = checked.or(plan.records(place, rules, objects, again).once());
        }
        if (cost.isReadFirst()) {
            plan.items(place, mutation.target(), true, checked.next());
            checked = checked.later();
        }
        var written = plan.writes(place, cost, checked.next());
        return cost.renews()
                ? plan.writes(place, cost.renewingRequest(), cost.renewingUnits(), written.later())
                : written;
    }

    /// Each field that a client sends can have its own rules.
    private Reach sent(Reach start, boolean again) {
        var checked = start;
        for (var write : mutation.writes()) {
            if (!write.inputs().isEmpty()) {
                var objects = start.times(cost.times(write));
                var sent = sent(write.type().name(), objects, new HashSet<>(), again);
                checked = checked.or(sent.once());
            }
        }
        return checked;
    }

    private Reach sent(String type, Reach objects, Set<String> around, boolean again) {
        var checked = objects;
        if (!around.add(type)) {
            return checked;
        }
        for (var field : Objects.requireNonNull(catalog.fields().get(type)).values()) {
            if (field.source() instanceof Source.Stored(var attribute)) {
                var rules = field.rules().stream();
                checked = checked.or(plan.records(place, rules, objects, again));
                if (attribute.type().embedded() instanceof String inside) {
                    var elements = objects.times(attribute.type().mostElements());
                    checked = checked.or(sent(inside, elements, around, again));
                }
            }
        }
        return checked;
    }

    /// The idempotency record is read together with the items that the writes depend on, and again
    /// if these make Sluice refuse the mutation.
    private Reach reads(Reach start) {
        var read = start;
        for (var source : mutation.reads().values()) {
            read = read.or(plan.item(place, source, start));
        }
        read = lists(read);
        var record = cost.record();
        if (record != null && !mutation.reads().isEmpty()) {
            var target = Target.of(record);
            plan.items(place, target, true, start.next());
            plan.items(place, target, true, read.next());
        }
        return read;
    }
}
