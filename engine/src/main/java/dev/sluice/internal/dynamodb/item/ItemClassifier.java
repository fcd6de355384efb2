// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.Map;

/// Determines the type of an item, and whether it has expired. Pure, except for the clock.
public final class ItemClassifier {
    private final AttributeDecoder decoder;
    private final InstantSource clock;

    public ItemClassifier(AttributeDecoder decoder, InstantSource clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /// Classifies an item. Its type is the first member whose key template matches its key.
    public ReadingContext read(Target target, Map<String, AttributeValue> attributes) {
        for (StoredType type : target.members()) {
            var fields = KeyFields.of(type, attributes);
            if (fields != null) {
                return TimeToLive.hasExpired(type, attributes, clock.instant())
                        ? new ReadingContext.Expired()
                        : new ReadingContext.Fits(new Item(type, attributes, fields, decoder));
            }
        }
        return new ReadingContext.Unfit(
                target.members().stream().anyMatch(type -> isAlmostOf(type, attributes))
                        ? Drift.Unread.Reason.KEY_NOT_ESCAPED
                        : Drift.Unread.Reason.KEY_OF_NO_TYPE);
    }

    /// Returns whether the key has the literals of the type, and the same number of segments.
    private static boolean isAlmostOf(StoredType type, Map<String, AttributeValue> attributes) {
        return type.key()
                .halves()
                .allMatch(key -> isAlmost(type, key, attributes.get(key.attribute().name())));
    }

    private static boolean isAlmost(StoredType type, Key key, @Nullable AttributeValue stored) {
        return stored != null
                && (!key.derived()
                        || (key.template().isLone()
                                ? KeyFields.isValue(type, key, stored)
                                : stored.s() != null && key.template().resembles(stored.s())));
    }
}
