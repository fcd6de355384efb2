// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The most that an operation can cost, first attempts counted.
///
/// @param total of the whole operation
/// @param reads what makes it, in the order of the operation
public record CostBound(Cost total, List<PlannedRead> reads) {
    public CostBound {
        reads = List.copyOf(reads);
    }

    public static CostBound of(List<PlannedRead> reads) {
        return new CostBound(cost(reads), reads);
    }

    /// What each reading field costs when it is alone, in the order of the operation. The requests
    /// of fields of one wave add up to no less than the total, because item reads share them.
    public Map<String, Cost> fields() {
        var fields = new LinkedHashMap<String, Cost>();
        reads.stream()
                .collect(
                        Collectors.groupingBy(
                                PlannedRead::field, LinkedHashMap::new, Collectors.toList()))
                .forEach((field, own) -> fields.put(field, cost(own)));
        return fields;
    }

    private static Cost cost(List<PlannedRead> reads) {
        var waves = new TreeMap<Integer, List<PlannedRead>>();
        var halves = 0L;
        for (var read : reads) {
            for (int wave = first(read); wave <= read.wave(); wave++) {
                waves.computeIfAbsent(wave, _ -> new ArrayList<>()).add(read);
            }
            halves = Saturating.plus(halves, ReadUnits.halves(read));
        }
        var requests =
                waves.values().stream().map(CostBound::requests).reduce(0L, Saturating::plus);
        return new Cost(requests, waves.isEmpty() ? 0 : waves.lastKey(), halves, 0);
    }

    /// A page is a request of its own, whenever it is sent; items fill requests wave by wave.
    private static int first(PlannedRead read) {
        return switch (read) {
            case PlannedRead.Items items -> items.earliest();
            case PlannedRead.Pages pages -> pages.wave();
        };
    }

    private static long requests(List<PlannedRead> wave) {
        var items =
                wave.stream()
                        .filter(PlannedRead.Items.class::isInstance)
                        .map(PlannedRead.Items.class::cast)
                        .toList();
        return wave.stream()
                .filter(PlannedRead.Pages.class::isInstance)
                .map(read -> ((PlannedRead.Pages) read).count())
                .reduce(WaveBatches.requests(items), Saturating::plus);
    }
}
