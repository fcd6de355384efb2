// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Is told of each request once its reply is ready, on the request's thread.
@FunctionalInterface
public interface RequestListener {
    void answered(RequestEvent event);

    /// Something is larger than the schema declares. Told before `answered`, on the request's
    /// thread.
    default void drifted(Drift drift) {}

    /// Is told of what a request was denied, once for each thing, before `answered`.
    default void denied(Denial denial) {}
}
