// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Receives each request when its reply is ready, on the request's thread, within its first span.
@FunctionalInterface
public interface RequestListener {
    void answered(RequestEvent event);

    /// Called when live settings changed or could not be used, on the thread of the request that
    /// read them.
    default void settings(SettingsEvent event) {}

    /// Called after each restore from a snapshot, before the next request.
    default void restored() {}
}
