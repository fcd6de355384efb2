// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import java.security.SecureRandom;
import java.time.Duration;

/// Random waiting times. They come from the operating system. A generator with its own seed would
/// give the same times to all instances that are restored from one snapshot, and their retries
/// would arrive together.
final class Jitter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Jitter() {}

    /// @param longest exclusive; more than zero
    static Duration upTo(Duration longest) {
        return Duration.ofNanos(RANDOM.nextLong(longest.toNanos()));
    }
}
