// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.telemetry.Consumption;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one request consumes in DynamoDB. Safe for use by many threads.
public final class Meter {
    private final LongAdder firstAttempts = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder throttles = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    /// Counts a request that is sent.
    void sends() {
        firstAttempts.increment();
        requests.increment();
    }

    /// Marks the next call as a repeat of an earlier one.
    void repeats() {
        firstAttempts.decrement();
    }

    /// Counts a reply with which DynamoDB throttled the request, in whole or in part. The SDK would
    /// also count a proxy's 429.
    void throttled() {
        throttles.increment();
    }

    void consumed(List<ConsumedCapacity> capacities) {
        capacities.forEach(this::consumed);
    }

    /// @param capacity null if DynamoDB does not report it
    void consumed(@Nullable ConsumedCapacity capacity) {
        if (capacity != null && capacity.capacityUnits() != null) {
            readUnits.add(capacity.capacityUnits());
        }
    }

    /// Adds what writes consumed: write units, including those of indexes, and read units if a
    /// transaction that was already applied is sent again.
    void consumedByWrites(List<ConsumedCapacity> capacities) {
        capacities.forEach(this::consumedByWrite);
    }

    /// @param capacity null if DynamoDB does not report it
    void consumedByWrite(@Nullable ConsumedCapacity capacity) {
        if (capacity == null) {
            return;
        }
        var read = capacity.readCapacityUnits();
        var written = capacity.writeCapacityUnits();
        if (read != null) {
            readUnits.add(read);
        }
        if (written != null) {
            writeUnits.add(written);
        } else if (read == null && capacity.capacityUnits() != null) {
            writeUnits.add(capacity.capacityUnits());
        }
    }

    public Consumption consumption(int waves, int cacheHits) {
        return new Consumption(
                requests.intValue(),
                firstAttempts.intValue(),
                waves,
                readUnits.sum(),
                writeUnits.sum(),
                throttles.intValue(),
                cacheHits);
    }
}
