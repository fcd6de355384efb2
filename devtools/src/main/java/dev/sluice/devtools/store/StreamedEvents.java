// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.internal.events.OutboxRecord;
import dev.sluice.internal.schema.Outbox;

import software.amazon.awssdk.services.dynamodb.model.Record;

import java.util.Optional;

/// The events in the stream of an outbox.
public final class StreamedEvents {
    private StreamedEvents() {}

    /// Returns nothing for the removal of an event.
    public static Optional<OutboxRecord> of(Record record) {
        var change = record.dynamodb();
        var event = change.newImage().get(Outbox.EVENT);
        var key = change.keys().get(Outbox.KEY);
        return event == null || key == null
                ? Optional.empty()
                : Optional.of(
                        new OutboxRecord(
                                change.sequenceNumber(),
                                key.s(),
                                change.approximateCreationDateTime(),
                                event.s()));
    }
}
