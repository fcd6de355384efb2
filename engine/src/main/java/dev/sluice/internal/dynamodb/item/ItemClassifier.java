// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Determines the type of an item, and whether it counts as missing. Pure, except for the clock.
public final class ItemClassifier {
    private final AttributeDecoder decoder;
    private final InstantSource clock;
    private final Map<String, List<StoredType>> types;

    /// @param types all types of the schema
    public ItemClassifier(
            AttributeDecoder decoder, InstantSource clock, Collection<StoredType> types) {
        this.decoder = decoder;
        this.clock = clock;
        this.types = types.stream().collect(Collectors.groupingBy(StoredType::table));
    }

    /// Classifies an item. Its type is the first member whose key template matches its key, and
    /// whose discriminator the item has.
    public ReadingContext read(Target target, Map<String, AttributeValue> attributes) {
        for (StoredType type : target.members()) {
            var fields = fields(type, attributes);
            if (fields != null) {
                return TimeToLive.hasExpired(type, attributes, clock.instant())
                                || DeletionMark.isOn(type, attributes)
                        ? new ReadingContext.Gone()
                        : new ReadingContext.Fits(new Item(type, attributes, fields, decoder));
            }
        }
        var isOfAnother =
                types.getOrDefault(target.table(), List.of()).stream()
                        .anyMatch(type -> isOf(type, attributes));
        return isOfAnother
                ? new ReadingContext.OfAnotherType()
                : new ReadingContext.Unfit(UnfitKeys.reason(target, attributes));
    }

    /// Returns whether the item is of the type, even if it has expired.
    public static boolean isOf(StoredType type, Map<String, AttributeValue> attributes) {
        return fields(type, attributes) != null;
    }

    /// Returns the fields of the table's key, or null if the item is not of the type.
    private static @Nullable KeyFields fields(
            StoredType type, Map<String, AttributeValue> attributes) {
        for (var text : type.discriminator().texts().entrySet()) {
            if (!(attributes.get(text.getKey()) instanceof AttributeValue stored)
                    || !text.getValue().equals(stored.s())) {
                return null;
            }
        }
        return KeyFields.of(type, attributes);
    }
}
