// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import dev.sluice.devtools.audit.Verdict.Misfit;
import dev.sluice.internal.dynamodb.item.AttributeDecoder;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.item.ReadingContext;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads items of one table as the engine does, and says what does not fit. Pure.
public final class ItemAudit {
    private final Target target;
    private final ItemClassifier classifier;

    private ItemAudit(Target target, ItemClassifier classifier) {
        this.target = target;
        this.classifier = classifier;
    }

    /// Returns the audit of a table, or empty if the schema stores no type there.
    public static Optional<ItemAudit> of(Catalog catalog, Table table) {
        var members =
                catalog.storedTypes().values().stream()
                        .filter(type -> type.table().equals(table.name()))
                        .sorted(Comparator.comparing(StoredType::name))
                        .map(StoredType::withDeleted)
                        .toList();
        // At this time, no item has expired.
        var classifier =
                new ItemClassifier(
                        new AttributeDecoder(catalog.shapes()),
                        InstantSource.fixed(Instant.EPOCH.minusSeconds(1)),
                        members);
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(new ItemAudit(new Target(table.name(), members), classifier));
    }

    public Verdict of(Map<String, AttributeValue> attributes) {
        return switch (classifier.read(target, attributes)) {
            case ReadingContext.Fits(var item) -> of(item);
            case ReadingContext.Gone(), ReadingContext.OfAnotherType() ->
                    new Verdict(null, List.of(), 0, Map.of());
            case ReadingContext.Unfit(var reason) ->
                    new Verdict(null, List.of(new Misfit(reason.description(), null)), 0, Map.of());
        };
    }

    private static Verdict of(Item item) {
        var type = item.type();
        var misfits = new ArrayList<Misfit>();
        var lengths = new HashMap<String, Integer>();
        for (var attribute : type.shape().attributes().values()) {
            var misfit = misfit(item, attribute);
            if (misfit != null) {
                misfits.add(misfit);
            }
            length(item, attribute).ifPresent(length -> lengths.put(attribute.field(), length));
        }
        item.differing()
                .map(field -> "%s.%s differs from the key".formatted(type.name(), field))
                .forEach(kind -> misfits.add(new Misfit(kind, null)));
        for (var index : type.indexes().values()) {
            if (isIn(item, index) && index.key().halves().anyMatch(key -> differs(item, key))) {
                misfits.add(
                        new Misfit(
                                "the key of the index %s differs from the fields of %s"
                                        .formatted(index.name(), type.name()),
                                null));
            }
        }
        if (item.kilobytes() > type.itemSize()) {
            misfits.add(
                    new Misfit(
                            "larger than itemSize, which is %d KB".formatted(type.itemSize()),
                            null));
        }
        return new Verdict(type.name(), misfits, item.kilobytes(), lengths);
    }

    private static @Nullable Misfit misfit(Item item, Attribute attribute) {
        try {
            var _ = item.plain(attribute.field());
            return null;
        } catch (MisfitException e) {
            return new Misfit(String.valueOf(e.getMessage()), attribute.field());
        }
    }

    private static Optional<Integer> length(Item item, Attribute attribute) {
        var stored = item.stored(attribute.field());
        if (stored == null) {
            return Optional.empty();
        }
        return switch (attribute.type()) {
            case AttributeType.ListOf _ -> Optional.of(stored.l().size());
            case AttributeType.SetOf _ ->
                    Optional.of(stored.ss().size() + stored.ns().size() + stored.bs().size());
            case AttributeType.Scalar _, AttributeType.Embedded _ -> Optional.empty();
        };
    }

    private static boolean isIn(Item item, StoredType.Index index) {
        return index.key().halves().allMatch(key -> item.has(key.attribute().name()));
    }

    private static boolean differs(Item item, Key key) {
        return key.derived()
                && !Objects.equals(item.attribute(key.attribute().name()), item.spelled(key));
    }
}
