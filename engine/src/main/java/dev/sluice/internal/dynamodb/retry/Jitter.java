// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import software.amazon.awssdk.retries.api.BackoffStrategy;

import java.security.SecureRandom;
import java.time.Duration;

/// Random times to wait for. They come from the operating system: a generator with a seed of its
/// own would give all instances that are restored from one snapshot the same times, and their
/// retries would come together.
public final class Jitter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Jitter() {}

    /// Waits before the SDK's retries: below a bound that begins at `first`, and doubles.
    public static BackoffStrategy from(Duration first) {
        return attempt ->
                attempt < 2 ? Duration.ZERO : upTo(first.multipliedBy(1L << (attempt - 2)));
    }

    /// @param longest exclusive; more than zero
    public static Duration upTo(Duration longest) {
        return Duration.ofNanos(RANDOM.nextLong(longest.toNanos()));
    }
}
