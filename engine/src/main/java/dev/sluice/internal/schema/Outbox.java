// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// The compiled `@events`: where mutations with `@event` leave their events for delivery.
///
/// There is one item for each item that mutations answer with. Each event replaces the one before,
/// so the stream of the table has the events of an item in the order of the mutations.
///
/// @param record the engine's own type, which no field of the schema can reach: its table, its key
///   field [#KEY], its TTL field [#EXPIRES_AT], and the field [#EVENT]
/// @param source of the events, as CloudEvents define it
/// @param keepHours how long the last event of an item is kept, at least 1
public record Outbox(StoredType record, String source, int keepHours) {
    /// The key of the record: a hash of the event's subject.
    public static final String KEY = "key";

    /// The whole event, as JSON.
    public static final String EVENT = "event";

    public static final String EXPIRES_AT = "expiresAt";
}
