// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.bucket;

import dev.sluice.internal.schema.CallerLimit;

/// Converts units, counted in halves, to the microseconds in which a bucket gets them back.
///
/// A bucket is stored as the instant at which it is full again. To take units is to move that
/// instant into the future, by the time in which the bucket gets them back. What is left is the
/// time between that instant and one period from now.
record BucketSize(long halves, long micros) {
    private static final long MICROS = 1_000_000;

    /// An instance takes this part of what is left, so that later operations need no request.
    private static final int SHARE = 20;

    static BucketSize of(CallerLimit limit) {
        return new BucketSize(2L * limit.units(), limit.seconds() * MICROS);
    }

    /// Returns the time in which the bucket gets the units back, rounded up.
    long time(long amount) {
        return Math.ceilDiv(Math.min(amount, halves) * micros, halves);
    }

    /// Returns what is left.
    long left(long fullAt, long now) {
        var missing = Math.clamp(fullAt - now, 0, micros);
        return (micros - missing) * halves / micros;
    }

    /// Returns the latest instant at which the bucket may be full again, after units were taken.
    long latest(long now) {
        return now + micros;
    }

    /// Returns how much to take from the table.
    ///
    /// @param needed at least this much
    long share(long needed, long left) {
        return Math.min(halves, Math.max(needed, left / SHARE));
    }
}
