// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.item.ItemMemory;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that the items of one GraphQL request take up. A request keeps every item until it is
/// answered. Safe for use by many threads.
public final class HeldItems {
    private final RequestLimits limits;
    private final AtomicLong bytes = new AtomicLong();

    public HeldItems(RequestLimits limits) {
        this.limits = limits;
    }

    /// Adds items that were read.
    ///
    /// @throws dev.sluice.internal.policy.Refusal RESPONSE_TOO_LARGE if they are too large together
    ///   with the others. Then also nothing else is read.
    void add(List<Map<String, AttributeValue>> items) {
        bytes.addAndGet(items.stream().mapToLong(ItemMemory::bytes).sum());
        requireRoom();
    }

    /// @throws dev.sluice.internal.policy.Refusal RESPONSE_TOO_LARGE if the request holds too much
    void requireRoom() {
        limits.require(Limit.READ_BYTES, bytes.get());
    }
}
