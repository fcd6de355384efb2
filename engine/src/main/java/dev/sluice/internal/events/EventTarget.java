// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import java.util.List;

/// Where events go.
public interface EventTarget {
    /// The most events that are sent at once.
    int MOST_EVENTS = 10;

    /// What happened to one event.
    enum Outcome {
        DELIVERED,
        /// It may be delivered later, and may have been delivered.
        FAILED,
        /// It can never be delivered.
        REFUSED
    }

    /// @param events at most `MOST_EVENTS`
    /// @return the outcome of each event
    List<Outcome> send(List<String> events);
}
