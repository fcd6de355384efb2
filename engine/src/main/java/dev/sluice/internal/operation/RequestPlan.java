// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.cost.Saturating;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The requests of an operation that are planned so far. Each method adds one kind of request for
/// objects, and returns when what it reads arrives.
final class RequestPlan {
    private final List<PlannedRequest> requests = new ArrayList<>();
    private final PlanListener listener;

    RequestPlan(PlanListener listener) {
        this.listener = listener;
    }

    List<PlannedRequest> requests() {
        return List.copyOf(requests);
    }

    int lastWave() {
        return requests.stream().mapToInt(PlannedRequest::wave).max().orElse(0);
    }

    /// Adds the item of each object, and the records that the rules of its type need.
    Reach item(Operation.Place place, Source.ItemRead read, Reach parents) {
        var found = items(place, read, parents.next());
        return records(place, rules(read.target()), found, false);
    }

    /// Adds the field's own item for each object, in the wave of the objects.
    Reach items(Operation.Place place, Target target, boolean consistent, Reach reach) {
        return items(place, target, null, consistent, reach);
    }

    /// Adds the item that a read names, for each object, in the wave of the objects.
    Reach items(Operation.Place place, Source.ItemRead read, Reach reach) {
        return items(place, read.target(), read, read.consistent(), reach);
    }

    private Reach items(
            Operation.Place place,
            Target target,
            Source.@Nullable ItemRead read,
            boolean consistent,
            Reach reach) {
        var items = planned(place, target, consistent, reach);
        requests.add(items);
        listener.items(place, target, read, items);
        return reach;
    }

    private static PlannedRequest.Items planned(
            Operation.Place place, Target target, boolean consistent, Reach reach) {
        return new PlannedRequest.Items(
                path(place),
                reach.wave(),
                reach.earliest(),
                reach.objects(),
                Set.of(target.table()),
                consistent,
                target.itemSize(),
                target.members().getFirst().key().sort() != null);
    }

    /// Adds, for each object, the item that at most one of the reads names, in the wave of the
    /// objects.
    void oneOf(Operation.Place place, List<Source.ItemRead> reads, Reach reach) {
        PlannedRequest.Items any = null;
        for (var read : reads) {
            var items = planned(place, read.target(), read.consistent(), reach);
            listener.items(place, read.target(), read, items);
            any = any == null ? items : any.or(items);
        }
        requests.add(Objects.requireNonNull(any));
    }

    /// Adds the records that the rules of the items need if at most one of the reads finds an item:
    /// for each object, as many as those of one read.
    Reach records(Operation.Place place, List<Source.ItemRead> reads, Reach objects) {
        var records = new ArrayList<List<Source.ItemRead>>();
        for (var read : reads) {
            var own =
                    rules(read.target())
                            .map(Rule::exists)
                            .flatMap(Stream::ofNullable)
                            .map(Rule.Exists::read)
                            .toList();
            for (int i = 0; i < own.size(); i++) {
                if (i == records.size()) {
                    records.add(new ArrayList<>());
                }
                records.get(i).add(own.get(i));
            }
        }
        records.forEach(alternatives -> oneOf(place, alternatives, objects.next()));
        return records.isEmpty() ? objects : objects.later();
    }

    /// Adds the records that rules name: one of each for each object.
    Reach records(Operation.Place place, Stream<Rule> rules, Reach objects, boolean consistent) {
        var records = rules.map(Rule::exists).flatMap(Stream::ofNullable).toList();
        for (var record : records) {
            items(place, record.read().target(), record.read(), consistent, objects.next());
        }
        return records.isEmpty() ? objects : objects.later();
    }

    /// @param partitions that each list has
    Reach pages(
            Operation.Place place, Source.QueryRead query, int partitions, int first, Reach reach) {
        var pages =
                new PlannedRequest.Pages(
                        path(place),
                        reach.wave(),
                        Saturating.times(reach.objects(), partitions),
                        query.limit(first),
                        query.target().itemSize(),
                        query.consistent());
        requests.add(pages);
        listener.pages(place, query, pages);
        return reach;
    }

    /// Adds the requests that count each list, one after the other.
    ///
    /// @param partitions that each list has
    void count(Operation.Place place, Source.QueryRead query, int partitions, Reach reach) {
        var limit = Objects.requireNonNull(query.count());
        var count =
                new PlannedRequest.Counts(
                        path(place),
                        reach.wave() + limit.requests() - 1,
                        Saturating.times(reach.objects(), partitions),
                        limit.requests(),
                        limit.items(),
                        query.target().itemSize(),
                        query.consistent());
        requests.add(count);
        listener.counts(place, query, count);
    }

    Reach calls(Operation.Place place, String resolver, long each, Reach objects) {
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

    Reach writes(Operation.Place place, MutationCost writes, Reach reach) {
        listener.writes(place, writes);
        return writes(place, writes.request(), writes.units(), reach);
    }

    /// @param request the name of the DynamoDB operation
    /// @param units the most write request units
    Reach writes(Operation.Place place, String request, long units, Reach reach) {
        requests.add(new PlannedRequest.Writes(path(place), reach.wave(), request, units));
        return reach;
    }

    static Stream<Rule> rules(Target target) {
        return target.members().stream().flatMap(member -> member.rules().stream());
    }

    private static String path(Operation.Place place) {
        return String.join(".", place.field().getListOfResultKeys());
    }
}
