// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Creates UUIDs that sort by their creation time in milliseconds.
///
/// Source: RFC 9562, section 5.7.
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    public static String at(Instant instant) {
        long high = (instant.toEpochMilli() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }
}
