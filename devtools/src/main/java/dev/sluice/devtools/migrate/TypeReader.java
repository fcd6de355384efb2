// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.internal.dynamodb.item.AttributeDecoder;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.ReadingContext;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;

/// Determines the types of the items of one table. Items that have expired or are marked as deleted
/// have a type, too. Pure.
final class TypeReader {
    private final Target target;
    private final ItemClassifier classifier;

    TypeReader(Catalog catalog, String table) {
        var members =
                catalog.storedTypes().values().stream()
                        .filter(type -> type.table().equals(table))
                        .sorted(Comparator.comparing(StoredType::name))
                        .map(StoredType::withDeleted)
                        .toList();
        this.target = new Target(table, members);
        // At this time, no item has expired.
        this.classifier =
                new ItemClassifier(
                        new AttributeDecoder(catalog.shapes()),
                        InstantSource.fixed(Instant.EPOCH.minusSeconds(1)),
                        members);
    }

    /// Returns null if the item is of no type of the table.
    @Nullable Item read(Map<String, AttributeValue> attributes) {
        return classifier.read(target, attributes) instanceof ReadingContext.Fits(var item)
                ? item
                : null;
    }
}
