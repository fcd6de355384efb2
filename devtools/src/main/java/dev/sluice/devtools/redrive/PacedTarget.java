// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import dev.sluice.devtools.scan.Pace;
import dev.sluice.internal.events.EventTarget;

import java.util.Collections;
import java.util.List;

/// Limits how many events a second are sent to a target, and counts what it took.
final class PacedTarget implements EventTarget {
    private final EventTarget target;
    private final Pace pace;
    private int delivered;
    private boolean failed;

    PacedTarget(EventTarget target, Pace pace) {
        this.target = target;
        this.pace = pace;
    }

    @Override
    public List<Outcome> send(List<String> events) {
        pace.await();
        var outcomes = target.send(events);
        pace.paid(events.size());
        delivered += Collections.frequency(outcomes, Outcome.DELIVERED);
        failed = outcomes.contains(Outcome.FAILED);
        return outcomes;
    }

    int delivered() {
        return delivered;
    }

    /// Returns whether the last attempt failed.
    boolean hasFailed() {
        return failed;
    }
}
