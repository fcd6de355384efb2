// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

/// Where events wait that could not be delivered.
public interface DeadLetters {
    /// Returns whether the event is now kept here, so that the ones behind it can go on.
    boolean keep(String event);
}
