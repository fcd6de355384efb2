// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import java.util.List;
import java.util.TreeMap;

/// Decides whether reads may start in earlier waves. They may if that takes no more requests,
/// whatever the reads find.
///
/// An item costs a request of its own if it no longer shares the request of its wave with others.
/// So all items of a wave must stay together, and in the order of the waves. Items that move to the
/// first wave, and fit into a request that the first wave sends anyway, cost nothing there.
final class EarlierWaves {
    private EarlierWaves() {}

    /// @param before the planned requests if each read waits for its parent
    /// @param after the same requests in earlier waves
    /// @param joins whether the first wave always reads an item if one moves there
    static boolean costNothing(
            List<PlannedRequest> before, List<PlannedRequest> after, boolean joins) {
        var isFree = joins && WaveBatches.requests(first(after)) == 1;
        var waves = new TreeMap<Integer, Integer>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof PlannedRequest.Items from
                    && after.get(i) instanceof PlannedRequest.Items to
                    && !(isFree && to.wave() == 1)) {
                var moved = to.wave() - from.wave();
                if (to.earliest() - from.earliest() != moved) {
                    return false;
                }
                for (int wave = from.earliest(); wave <= from.wave(); wave++) {
                    var other = waves.put(wave, wave + moved);
                    if (other != null && other != wave + moved) {
                        return false;
                    }
                }
            }
        }
        return isOrdered(List.copyOf(waves.values()));
    }

    private static List<PlannedRequest.Items> first(List<PlannedRequest> requests) {
        return requests.stream()
                .filter(request -> request.wave() == 1)
                .filter(PlannedRequest.Items.class::isInstance)
                .map(PlannedRequest.Items.class::cast)
                .toList();
    }

    private static boolean isOrdered(List<Integer> waves) {
        for (int i = 1; i < waves.size(); i++) {
            if (waves.get(i) < waves.get(i - 1)) {
                return false;
            }
        }
        return true;
    }
}
