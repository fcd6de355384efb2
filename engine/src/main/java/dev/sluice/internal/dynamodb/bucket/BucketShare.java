// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.bucket;

/// The units of one caller that this instance has taken from the table and not used, and what it
/// knows of the bucket. Safe for use by many threads. Instants are microseconds since 1970.
final class BucketShare {
    private long halves;
    private long until;
    private long fullAt;

    /// Takes units from the share.
    ///
    /// @return how much is missing, or 0 if the share had enough and the units were taken
    synchronized long take(long amount, long now) {
        if (now >= until) {
            // The bucket in the table has got these units back.
            halves = Math.min(halves, 0);
        }
        if (halves < amount) {
            return amount - halves;
        }
        halves -= amount;
        return 0;
    }

    /// Adds what was taken from the table, and takes the units of the operation.
    synchronized void add(long taken, long amount, long end) {
        halves += taken - amount;
        until = end;
    }

    /// Adds what an operation did not use; negative if it used more than it had taken.
    synchronized void giveBack(long amount) {
        halves += amount;
    }

    synchronized void saw(long instant) {
        fullAt = Math.max(fullAt, instant);
    }

    /// Returns the latest known instant at which the bucket is full again. It can be later by now,
    /// but never earlier.
    synchronized long fullAt() {
        return fullAt;
    }
}
