// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.item.ItemMemory;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// The memory that the items of one GraphQL request take up. A request keeps every item until it is
/// answered. Safe for use by many threads.
public final class HeldItems implements AutoCloseable {
    private final RequestLimits limits;
    private final InstanceMemory instance;
    private long bytes;
    private boolean tooMuch;
    private boolean closed;

    public HeldItems(RequestLimits limits, InstanceMemory instance) {
        this.limits = limits;
        this.instance = instance;
    }

    /// Adds items that were read.
    ///
    /// @throws dev.sluice.internal.policy.Refusal as `requireRoom`
    void add(List<Map<String, AttributeValue>> items) {
        long more = 0;
        for (var item : items) {
            more += ItemMemory.bytes(item);
        }
        add(more);
        requireRoom();
    }

    /// @throws dev.sluice.internal.policy.Refusal RESPONSE_TOO_LARGE if this request has held too
    ///   much, so that it reads nothing else; UNAVAILABLE if all requests of the instance together
    ///   hold too much
    void requireRoom() {
        if (isTooMuch()) {
            throw limits.exceeded(Limit.READ_BYTES);
        }
        if (instance.isFull()) {
            throw Failures.full();
        }
    }

    private synchronized boolean isTooMuch() {
        tooMuch |= bytes > Math.min(limits.maximum(Limit.READ_BYTES), instance.most());
        return tooMuch;
    }

    /// A reply that is late has no effect.
    private synchronized void add(long more) {
        if (!closed) {
            bytes += more;
            instance.add(more);
        }
    }

    /// Gives back everything, because the request is answered.
    @Override
    public synchronized void close() {
        add(-bytes);
        closed = true;
    }

    /// Begins to wait for the reply to a read.
    Arrival arrival() {
        return new Arrival();
    }

    /// A reply that arrives. It is counted with the length of its text until its items are added.
    final class Arrival implements AutoCloseable {
        private long length;

        private Arrival() {}

        /// @param length of the reply, before any of it is read
        /// @throws dev.sluice.internal.policy.Refusal as `requireRoom`
        void begin(long length) {
            this.length = length;
            add(length);
            requireRoom();
        }

        @Override
        public void close() {
            add(-length);
        }
    }
}
