// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import java.time.Duration;

/// How much is logged.
///
/// @param slowField fields that take at least this long are logged as slow
/// @param sampleRate the share of requests that are logged in full, from 0 to 1
public record TelemetrySettings(Duration slowField, double sampleRate) {
    private static final int PARTS = 10_000;

    public TelemetrySettings {
        if (slowField.isNegative() || !(sampleRate >= 0 && sampleRate <= 1)) {
            throw new IllegalArgumentException(
                    "slowField must not be negative, sampleRate from 0 to 1");
        }
    }

    public static TelemetrySettings defaults() {
        return new TelemetrySettings(Duration.ofMillis(250), 0);
    }

    TelemetrySettings withSampleRate(double rate) {
        return new TelemetrySettings(slowField, rate);
    }

    /// Returns whether a request is logged in full. The request's id decides, because instances
    /// that are restored from one snapshot could share their random numbers.
    public boolean samples(String requestId) {
        int mixed = requestId.hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed >>> 8, PARTS) < sampleRate * PARTS;
    }
}
