// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.time.Duration;

/// How much is told.
///
/// @param slowField the time from which the waiting of a field is told of
/// @param sampleRate the part of the requests of which everything is told, from 0 to 1
public record TelemetrySettings(Duration slowField, double sampleRate) {
    private static final int PARTS = 10_000;

    public static TelemetrySettings defaults() {
        return new TelemetrySettings(Duration.ofMillis(250), 0);
    }

    /// Whether everything is told of a request. Its id decides, so that an instance that was
    /// restored from a snapshot has no random numbers to share with others.
    public boolean samples(String requestId) {
        int mixed = requestId.hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed >>> 8, PARTS) < sampleRate * PARTS;
    }
}
