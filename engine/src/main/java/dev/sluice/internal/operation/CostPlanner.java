// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.cost.Saturating;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;

import graphql.normalized.ExecutableNormalizedField;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Lists the requests of an operation, and how often each can happen. Every list counts with its
/// largest size.
final class CostPlanner {
    private final Catalog catalog;
    private final Map<Operation.Place, Operation.Call> calls;
    private final List<PlannedRequest> requests = new ArrayList<>();

    CostPlanner(Catalog catalog, Map<Operation.Place, Operation.Call> calls) {
        this.catalog = catalog;
        this.calls = calls;
    }

    /// @param serial whether each field starts only when the field before it is complete
    List<PlannedRequest> plan(List<ExecutableNormalizedField> fields, boolean serial) {
        for (var field : fields) {
            var start = serial ? lastWave() : 0;
            visit(field, new Reach(1, start, start));
        }
        return List.copyOf(requests);
    }

    private int lastWave() {
        return requests.stream().mapToInt(PlannedRequest::wave).max().orElse(0);
    }

    /// The number of objects that a selection is answered for, and the waves in which they arrive.
    private record Reach(long objects, int earliest, int wave) {
        Reach times(long each) {
            return new Reach(Saturating.times(objects, each), earliest, wave);
        }

        Reach once() {
            return new Reach(1, earliest, wave);
        }

        Reach next() {
            return new Reach(objects, earliest + 1, wave + 1);
        }

        /// Some of the objects need one more wave.
        Reach later() {
            return new Reach(objects, earliest, wave + 1);
        }

        Reach or(Reach other) {
            return new Reach(
                    Math.max(objects, other.objects),
                    Math.min(earliest, other.earliest),
                    Math.max(wave, other.wave));
        }
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
        var admitted = judged(place, field.rules().stream(), parents);
        return switch (field.source()) {
            case Source.Paging _, Source.Member _ -> admitted;
            case Source.Mutation mutation -> mutation(place, field.rules(), mutation, admitted);
            case Source.Computed computed -> computed(place, computed, admitted);
            case Source.Answered answered ->
                    calls(place, answered.resolver(), answered.requests(), admitted);
            case Source.Stored(var attribute) -> admitted.times(length(attribute.type()));
            case Source.ItemRead read -> item(place, read, admitted);
            case Source.ListRead list ->
                    item(place, list.each(), admitted.times(length(place, list)));
            case Source.QueryRead query ->
                    switch (query.answer()) {
                        case CONNECTION -> connection(place, query, admitted);
                        case FIRST -> first(place, query, admitted);
                    };
        };
    }

    /// Plans the reads, then the records of rules, then the writes in one request, then the answer.
    /// If a record that granted access can be gone by then and another rule can grant access, plans
    /// all checks and the writes a second time.
    private Reach mutation(
            Operation.Place place, List<Rule> rules, Source.Mutation mutation, Reach start) {
        var cost = MutationCost.of(catalog, rules, mutation, call(place).arguments());
        var written =
                written(
                        place,
                        cost,
                        reads(place, mutation, sent(place, cost, start, false)),
                        false);
        if (cost.isJudgedAgain()) {
            var admitted = judged(place, rules.stream(), written, true);
            written = written.or(written(place, cost, sent(place, cost, admitted, true), true));
        }
        var refused = written;
        for (var type : mutation.writes().stream().map(Write::type).distinct().toList()) {
            refused = refused.or(judged(place, type.rules().stream(), written));
        }
        if (cost.isSentAgain()) {
            written = refused.next();
            requests.add(
                    new PlannedRequest.Writes(
                            path(place), written.wave(), cost.request(), cost.units()));
            for (var type : mutation.writes().stream().map(Write::type).distinct().toList()) {
                refused = refused.or(judged(place, type.rules().stream(), written));
            }
        }
        var left =
                cost.isReadBack(call(place).attributes())
                        ? items(place, mutation.target(), true, written.next())
                        : written;
        return refused.or(judged(place, rules(mutation.target()), left));
    }

    /// @param again whether this is the second attempt, in which records are read consistently
    private Reach written(Operation.Place place, MutationCost cost, Reach start, boolean again) {
        var judged = start;
        for (var write : cost.mutation().writes()) {
            var objects = judged.times(cost.times(write));
            judged = judged.or(judged(place, write.type().rules().stream(), objects, again).once());
        }
        if (cost.isReadFirst()) {
            items(place, cost.mutation().target(), true, judged.next());
            judged = judged.later();
        }
        var written = judged.next();
        requests.add(
                new PlannedRequest.Writes(
                        path(place), written.wave(), cost.request(), cost.units()));
        if (!cost.renews()) {
            return written;
        }
        var renewed = written.later();
        requests.add(
                new PlannedRequest.Writes(
                        path(place), renewed.wave(), cost.renewingRequest(), cost.renewingUnits()));
        return renewed;
    }

    /// Each field that a client sends can have its own rules.
    private Reach sent(Operation.Place place, MutationCost cost, Reach start, boolean again) {
        var judged = start;
        for (var write : cost.mutation().writes()) {
            if (!write.inputs().isEmpty()) {
                var objects = start.times(cost.times(write));
                var sent = sent(place, write.type().name(), objects, new HashSet<>(), again);
                judged = judged.or(sent.once());
            }
        }
        return judged;
    }

    private Reach sent(
            Operation.Place place, String type, Reach objects, Set<String> around, boolean again) {
        var judged = objects;
        if (!around.add(type)) {
            return judged;
        }
        for (var field : Objects.requireNonNull(catalog.fields().get(type)).values()) {
            if (field.source() instanceof Source.Stored(var attribute)) {
                judged = judged.or(judged(place, field.rules().stream(), objects, again));
                if (attribute.type().embedded() instanceof String inside) {
                    var elements = objects.times(length(attribute.type()));
                    judged = judged.or(sent(place, inside, elements, around, again));
                }
            }
        }
        return judged;
    }

    /// The idempotency record is read together with the items that the writes depend on, and again
    /// if these make Sluice refuse the mutation.
    private Reach reads(Operation.Place place, Source.Mutation mutation, Reach start) {
        var read = start;
        for (var source : mutation.reads().values()) {
            read = read.or(item(place, source, start));
        }
        var idempotency = catalog.idempotency();
        if (mutation.exactlyOnce() && idempotency != null && !mutation.reads().isEmpty()) {
            var record = idempotency.record();
            var target = Target.of(record);
            items(place, target, true, start.next());
            items(place, target, true, read.next());
        }
        return read;
    }

    /// Plans one call for all the objects of a wave.
    private Reach computed(Operation.Place place, Source.Computed computed, Reach objects) {
        var waves = objects.wave() - objects.earliest() + 1;
        var times = Math.min(objects.objects(), waves);
        calls(
                place,
                computed.resolver(),
                Saturating.times(times, computed.requests()),
                objects.once());
        return objects;
    }

    private Reach calls(Operation.Place place, String resolver, long each, Reach objects) {
        if (each > 0) {
            requests.add(
                    new PlannedRequest.Calls(
                            path(place),
                            objects.next().wave(),
                            resolver,
                            Saturating.times(objects.objects(), each)));
        }
        return objects;
    }

    private Reach item(Operation.Place place, Source.ItemRead read, Reach parents) {
        var found = items(place, read.target(), read.consistent(), parents.next());
        return judged(place, rules(read.target()), found);
    }

    /// Checks the list's rules before the read. A page of unknown size counts as the largest.
    private Reach connection(Operation.Place place, Source.QueryRead query, Reach parents) {
        var first =
                call(place).arguments().get("first") instanceof Integer size
                        ? size
                        : query.maxItems();
        var rules = query.listRules().values().stream().flatMap(List::stream);
        var judged = judged(place, rules, parents);
        return whole(place, query, pages(place, query, first, judged.next()).times(first));
    }

    /// Checks the first item as the index has it, and again if it is read from the table.
    private Reach first(Operation.Place place, Source.QueryRead query, Reach parents) {
        var found = judged(place, rules(query.target()), pages(place, query, 1, parents.next()));
        return query.holds(call(place).attributes())
                ? found
                : judged(place, rules(query.target()), whole(place, query, found));
    }

    private Reach pages(Operation.Place place, Source.QueryRead query, int first, Reach reach) {
        requests.add(
                new PlannedRequest.Pages(
                        path(place),
                        reach.wave(),
                        reach.objects(),
                        query.limit(first),
                        kilobytes(query.target()),
                        query.consistent()));
        return reach;
    }

    private Reach whole(Operation.Place place, Source.QueryRead query, Reach found) {
        return query.holds(call(place).attributes())
                ? found
                : items(place, query.target(), false, found.next());
    }

    /// If rules name records, one of each can be read for each object.
    private Reach judged(Operation.Place place, Stream<Rule> rules, Reach objects) {
        return judged(place, rules, objects, false);
    }

    private Reach judged(
            Operation.Place place, Stream<Rule> rules, Reach objects, boolean consistent) {
        var records = rules.map(Rule::exists).flatMap(Stream::ofNullable).toList();
        records.forEach(record -> items(place, record.read().target(), consistent, objects.next()));
        return records.isEmpty() ? objects : objects.later();
    }

    private static Stream<Rule> rules(Target target) {
        return target.members().stream().flatMap(member -> member.rules().stream());
    }

    private Reach items(Operation.Place place, Target target, boolean consistent, Reach reach) {
        requests.add(
                new PlannedRequest.Items(
                        path(place),
                        reach.wave(),
                        reach.earliest(),
                        reach.objects(),
                        target.table(),
                        consistent,
                        kilobytes(target),
                        target.members().getFirst().key().sort() != null));
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

    /// Returns the argument's own length, or the most elements that a stored list can hold.
    private long length(Operation.Place place, Source.ListRead list) {
        var argument = call(place).arguments().get(list.list().root().text());
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
