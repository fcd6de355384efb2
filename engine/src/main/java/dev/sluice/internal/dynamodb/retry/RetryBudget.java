// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import java.util.concurrent.atomic.AtomicInteger;

/// Limits how many transactions are sent again after throttling or a failure: one for every five
/// that are sent, and at most twenty at once, so that retries do not add to an overload. Safe for
/// use by many threads.
public final class RetryBudget {
    private static final int COST = 5;
    private static final int MAX = 20 * COST;

    private final AtomicInteger tokens = new AtomicInteger(MAX);

    public void earn() {
        tokens.updateAndGet(left -> Math.min(MAX, left + 1));
    }

    /// Returns whether another attempt may be made, and counts it.
    public boolean spend() {
        return tokens.getAndUpdate(left -> left < COST ? left : left - COST) >= COST;
    }
}
