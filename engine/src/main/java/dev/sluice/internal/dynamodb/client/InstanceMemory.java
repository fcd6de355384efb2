// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the items of all GraphQL requests of one instance take up together. Safe for use
/// by many threads.
public final class InstanceMemory {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /// @param most in bytes
    public InstanceMemory(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    boolean isFull() {
        return held.get() > most;
    }

    /// @param bytes negative to give them back
    void add(long bytes) {
        held.addAndGet(bytes);
    }
}
