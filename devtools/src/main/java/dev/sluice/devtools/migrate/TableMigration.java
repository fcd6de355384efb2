// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.item.AttributeDecoder;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.ReadingContext;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What the items of one table need, so that a later version of the schema reads them. Pure.
public final class TableMigration {
    private final Table table;
    private final Map<String, TypeMigration> types;
    private final Target target;
    private final ItemClassifier classifier;

    private TableMigration(Catalog later, Table table, List<TypeMigration> types) {
        this.table = table;
        this.types = types.stream().collect(toMap(type -> type.type().name(), type -> type));
        var members =
                later.storedTypes().values().stream()
                        .filter(type -> type.table().equals(table.name()))
                        .sorted(Comparator.comparing(StoredType::name))
                        .map(StoredType::withDeleted)
                        .toList();
        this.target = new Target(table.name(), members);
        // At this time, no item has expired.
        this.classifier =
                new ItemClassifier(
                        new AttributeDecoder(later.shapes()),
                        InstantSource.fixed(Instant.EPOCH.minusSeconds(1)),
                        members);
    }

    /// Returns the tables whose items need something, by name.
    ///
    /// @throws Failure if items would have to move, or values could not be copied
    public static List<TableMigration> between(
            Catalog earlier, Catalog later, List<FieldCopy> copies) {
        copies.stream()
                .filter(copy -> !later.storedTypes().containsKey(copy.type()))
                .findFirst()
                .ifPresent(copy -> {
                    throw Failure.usage(
                            "--copy: the schema has no stored type %s.".formatted(copy.type()));
                });
        var byTable =
                later.storedTypes().values().stream()
                        .map(type ->
                                TypeMigration.of(
                                        earlier.storedTypes().get(type.name()), type, copies))
                        .filter(Objects::nonNull)
                        .filter(type -> !type.isEmpty())
                        .collect(groupingBy(type -> type.type().table()));
        return new TreeMap<>(byTable)
                .entrySet().stream()
                        .map(types ->
                                new TableMigration(
                                        later,
                                        Objects.requireNonNull(later.tables().get(types.getKey())),
                                        types.getValue()))
                        .toList();
    }

    public Table table() {
        return table;
    }

    /// Returns a line for each attribute that items need.
    public List<String> reasons() {
        return types.values().stream().flatMap(type -> type.reasons().stream()).sorted().toList();
    }

    /// Returns what the item needs, or null if it needs nothing or is of no type of the table.
    @Nullable ItemChange of(Map<String, AttributeValue> attributes) {
        var type = typeOf(attributes);
        if (type == null) {
            return null;
        }
        var set = new HashMap<String, @Nullable AttributeValue>();
        var seen = new HashMap<String, @Nullable AttributeValue>();
        var changed = new HashMap<>(attributes);
        for (var copy : type.copies()) {
            var value = attributes.get(copy.from());
            var before = attributes.get(copy.to());
            if (value != null && (before == null || (copy.keepsUp() && !before.equals(value)))) {
                set.put(copy.to(), value);
                seen.put(copy.to(), before);
                seen.put(copy.from(), value);
                changed.put(copy.to(), value);
            }
        }
        for (var key : type.keys()) {
            var name = key.attribute().name();
            var before = attributes.get(name);
            // Without the key itself, which could be older than the fields.
            changed.remove(name);
            var spelled = item(changed).spelled(key);
            if (!Objects.equals(before, spelled)) {
                set.put(name, spelled);
                seen.put(name, before);
                type.parts(key).forEach(part -> seen.put(part, attributes.get(part)));
            }
        }
        return set.isEmpty() ? null : new ItemChange(set, seen);
    }

    private @Nullable TypeMigration typeOf(Map<String, AttributeValue> attributes) {
        return classifier.read(target, attributes) instanceof ReadingContext.Fits(var item)
                ? types.get(item.type().name())
                : null;
    }

    private Item item(Map<String, AttributeValue> attributes) {
        if (classifier.read(target, attributes) instanceof ReadingContext.Fits(var item)) {
            return item;
        }
        throw new IllegalStateException("the key of an index decides about the type");
    }
}
