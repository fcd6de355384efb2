// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.schema.CallerLimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The most that an operation can cost, without retries.
///
/// @param total of the whole operation
/// @param requests the planned requests: those that charge its caller, and then those of its fields
///   in the order of the operation
/// @param isEarly whether reads whose keys are known do not wait for their parents
public record CostBound(Cost total, List<PlannedRequest> requests, boolean isEarly) {
    /// Stands for the field of the requests that charge the caller.
    private static final String CHARGE = "@limits(perCaller:)";

    public CostBound {
        requests = List.copyOf(requests);
    }

    public static CostBound of(List<PlannedRequest> requests) {
        return of(requests, false);
    }

    private static CostBound of(List<PlannedRequest> requests, boolean isEarly) {
        return new CostBound(cost(requests), requests, isEarly);
    }

    /// Returns the bound if reads start in earlier waves, or this one if that can take more
    /// requests.
    ///
    /// @param earlier the same requests in earlier waves
    /// @param joins whether the first wave always reads an item if one moves there
    public CostBound or(List<PlannedRequest> earlier, boolean joins) {
        var early = of(earlier, true);
        return early.total.requests() <= total.requests()
                        && EarlierWaves.costNothing(requests, earlier, joins)
                ? early
                : this;
    }

    /// Returns the bound of an operation that first takes its units from its caller's bucket. An
    /// operation that sends no requests takes none.
    public CostBound charged() {
        return total.requests() == 0
                ? this
                : of(
                        Stream.concat(
                                        IntStream.rangeClosed(1, CallerLimit.REQUESTS)
                                                .mapToObj(CostBound::charge),
                                        requests.stream()
                                                .map(own -> own.later(CallerLimit.REQUESTS)))
                                .toList(),
                        isEarly);
    }

    private static PlannedRequest charge(int wave) {
        return new PlannedRequest.Writes(CHARGE, wave, "UpdateItem", 1);
    }

    /// Returns what each field that sends requests costs on its own, in the order of the operation.
    /// Item reads of one wave share requests, so the fields usually add up to more than the total.
    public Map<String, Cost> fields() {
        var fields = new LinkedHashMap<String, Cost>();
        requests.stream()
                .filter(request -> !request.field().equals(CHARGE))
                .collect(
                        Collectors.groupingBy(
                                PlannedRequest::field, LinkedHashMap::new, Collectors.toList()))
                .forEach((field, own) -> fields.put(field, cost(own)));
        return fields;
    }

    private static Cost cost(List<PlannedRequest> requests) {
        var waves = new TreeMap<Integer, List<PlannedRequest>>();
        var halves = 0L;
        var units = 0L;
        for (var request : requests) {
            for (int wave = first(request); wave <= request.wave(); wave++) {
                waves.computeIfAbsent(wave, _ -> new ArrayList<>()).add(request);
            }
            halves = Saturating.plus(halves, ReadUnits.halves(request));
            units = Saturating.plus(units, units(request));
        }
        var sent = waves.values().stream().map(CostBound::requests).reduce(0L, Saturating::plus);
        return new Cost(sent, waves.isEmpty() ? 0 : waves.lastKey(), halves, units);
    }

    /// A page is always a request of its own, so its wave does not matter. Items share the requests
    /// of their wave, so they count in every wave in which they may be sent.
    private static int first(PlannedRequest request) {
        return request instanceof PlannedRequest.Items items ? items.earliest() : request.wave();
    }

    private static long units(PlannedRequest request) {
        return request instanceof PlannedRequest.Writes writes ? writes.units() : 0;
    }

    private static long requests(List<PlannedRequest> wave) {
        var items = new ArrayList<PlannedRequest.Items>();
        var others = 0L;
        for (var request : wave) {
            var own =
                    switch (request) {
                        case PlannedRequest.Items read -> {
                            items.add(read);
                            yield 0;
                        }
                        case PlannedRequest.Pages pages -> pages.count();
                        case PlannedRequest.Counts counts ->
                                Saturating.times(counts.count(), counts.requests());
                        case PlannedRequest.Writes _ -> 1;
                        case PlannedRequest.Calls calls -> calls.requests();
                    };
            others = Saturating.plus(others, own);
        }
        return Saturating.plus(WaveBatches.requests(items), others);
    }
}
