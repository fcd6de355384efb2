// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.cost.Budget;
import dev.sluice.internal.cost.ReadUnits;
import dev.sluice.internal.cost.Saturating;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.dynamodb.read.WaveKeys;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.telemetry.Consumption;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Decides whether the reads of a wave are sent: all of them, or none if they would exceed the
/// budget.
final class WaveGate {
    private final Budget budget;
    private final Supplier<Consumption> consumed;
    private final Map<QueryRequest, Long> pages = new HashMap<>();
    private boolean isDecided;
    private @Nullable Refusal refusal;

    /// @param consumed in earlier waves
    WaveGate(Budget budget, Supplier<Consumption> consumed) {
        this.budget = budget;
        this.consumed = consumed;
    }

    /// Notes that the next wave reads the page. Equal pages share a request.
    void page(QueryRequest query, PageRequest page) {
        pages.put(
                query, ReadUnits.ofPage(page.limit(), page.target().itemSize(), page.consistent()));
    }

    /// Forgets the decision about the wave. Returns whether its reads were sent.
    boolean landed() {
        var isSent = refusal == null;
        isDecided = false;
        refusal = null;
        return isSent;
    }

    /// Decides about the items and the pages of the wave.
    ///
    /// @return why the wave is not sent, or null
    @Nullable Refusal items(int batches, List<WaveKeys.Sent> keys) {
        var halves = 0L;
        for (var key : keys) {
            halves =
                    Saturating.plus(
                            halves, ReadUnits.ofItem(key.kilobytes(), key.key().consistent()));
        }
        return decide(batches, halves);
    }

    /// Returns why the wave is not sent, or null. If the wave reads items, they have been decided
    /// about before.
    @Nullable Refusal pages() {
        return isDecided ? refusal : decide(0, 0);
    }

    private @Nullable Refusal decide(int batches, long items) {
        var halves = pages.values().stream().reduce(items, Saturating::plus);
        var requests = batches + (long) pages.size();
        pages.clear();
        isDecided = true;
        refusal = budget.read(consumed.get(), requests, halves);
        return refusal;
    }
}
