// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import software.amazon.awssdk.retries.api.BackoffStrategy;

import java.security.SecureRandom;
import java.time.Duration;

/// Random waiting times. They come from the operating system. A generator with its own seed would
/// give the same times to all instances that are restored from one snapshot, and their retries
/// would arrive together.
public final class Jitter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Jitter() {}

    /// Returns the SDK's back-off, with a bound that starts at `first` and doubles.
    public static BackoffStrategy from(Duration first) {
        return attempt ->
                attempt < 2 ? Duration.ZERO : upTo(first.multipliedBy(1L << (attempt - 2)));
    }

    /// @param longest exclusive; more than zero
    public static Duration upTo(Duration longest) {
        return Duration.ofNanos(RANDOM.nextLong(longest.toNanos()));
    }
}
