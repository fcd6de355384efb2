// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import java.util.concurrent.atomic.AtomicInteger;

/// How many transactions may be sent again because of too much load: one for every five that were
/// asked for, and twenty at once, so that retries do not feed a storm. Safe for use by many
/// threads.
public final class RetryBudget {
    private static final int COST = 5;
    private static final int MAX = 20 * COST;

    private final AtomicInteger tokens = new AtomicInteger(MAX);

    public void earn() {
        tokens.updateAndGet(left -> Math.min(MAX, left + 1));
    }

    /// Whether a retry may be made.
    public boolean spend() {
        return tokens.getAndUpdate(left -> left < COST ? left : left - COST) >= COST;
    }
}
