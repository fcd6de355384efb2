// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The figures of all rounds, by scenario and peer.
final class Results {
    private final Map<Scenario, Map<String, List<Figures>>> rounds = new LinkedHashMap<>();

    void add(Scenario scenario, Peer peer, Figures figures) {
        rounds.computeIfAbsent(scenario, _ -> new LinkedHashMap<>())
                .computeIfAbsent(peer.title(), _ -> new ArrayList<>())
                .add(figures);
    }

    List<Axis> axes() {
        return rounds.keySet().stream().map(Scenario::axis).distinct().toList();
    }

    List<Scenario> scenarios(Axis axis) {
        return rounds.keySet().stream().filter(scenario -> scenario.axis() == axis).toList();
    }

    /// Returns the peers that have run a scenario of the axis.
    List<String> peers(Axis axis) {
        return scenarios(axis).stream()
                .flatMap(scenario -> peers(scenario).stream())
                .distinct()
                .toList();
    }

    List<String> peers(Scenario scenario) {
        return List.copyOf(rounds.getOrDefault(scenario, Map.of()).keySet());
    }

    /// Returns empty if the peer has not run the scenario.
    List<Figures> of(Scenario scenario, String peer) {
        return rounds.getOrDefault(scenario, Map.of()).getOrDefault(peer, List.of());
    }

    /// Returns the middle value, or the lower of two middle values; NaN if there is none.
    double median(Scenario scenario, String peer, ToDoubleFunction<Figures> figure) {
        var sorted = of(scenario, peer).stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    }

    /// Returns the largest value less the smallest, as a share of the median.
    double spread(Scenario scenario, String peer, ToDoubleFunction<Figures> figure) {
        var all = of(scenario, peer).stream().mapToDouble(figure).summaryStatistics();
        return (all.getMax() - all.getMin()) / median(scenario, peer, figure);
    }

    /// Returns everything, for `results.json`.
    List<Map<String, Object>> rows() {
        var rows = new ArrayList<Map<String, Object>>();
        rounds.forEach((scenario, peers) ->
                peers.forEach((peer, figures) -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("scenario", scenario);
                    row.put("peer", peer);
                    row.put("rounds", figures);
                    rows.add(row);
                }));
        return rows;
    }
}
