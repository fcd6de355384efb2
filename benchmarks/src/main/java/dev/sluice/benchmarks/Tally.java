// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// Counts requests, and keeps the answers that were not expected.
final class Tally {
    /// So many are kept; all are counted.
    private static final int KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long requests;
    private long unexpected;

    synchronized void request() {
        requests++;
    }

    synchronized void unexpected(String what) {
        unexpected++;
        if (kept.size() < KEPT) {
            kept.add(what);
        }
    }

    synchronized long requests() {
        return requests;
    }

    synchronized long unexpected() {
        return unexpected;
    }

    synchronized List<String> kept() {
        return List.copyOf(kept);
    }
}
