// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import static java.util.stream.Collectors.toMap;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the items of one table need where they are, so that a later version of the schema reads
/// them. Pure.
public final class TableMigration {
    private final Table table;
    private final Map<String, TypeMigration> types;
    private final TypeReader reader;
    private final boolean force;

    /// @param force whether the old attribute wins if both have a value
    TableMigration(Catalog later, Table table, List<TypeMigration> types, boolean force) {
        this.table = table;
        this.types = types.stream().collect(toMap(type -> type.type().name(), type -> type));
        this.reader = new TypeReader(later, table.name());
        this.force = force;
    }

    public Table table() {
        return table;
    }

    /// Returns a line for each attribute that items need.
    List<String> reasons() {
        return types.values().stream().flatMap(type -> type.reasons().stream()).sorted().toList();
    }

    /// Returns what the item needs: nothing, if it is of no type of the table.
    ItemChange of(Map<String, AttributeValue> attributes) {
        var item = reader.read(attributes);
        var type = item == null ? null : types.get(item.type().name());
        return item == null || type == null
                ? ItemChange.NONE
                : new Changes(item, type, attributes).all();
    }

    /// The changes of one item, as far as they are known.
    private final class Changes {
        private final Item item;
        private final TypeMigration type;
        private final Map<String, AttributeValue> before;
        private final Map<String, AttributeValue> after;
        private final Map<String, @Nullable AttributeValue> set = new HashMap<>();
        private final Map<String, @Nullable AttributeValue> seen = new HashMap<>();
        private @Nullable String left;

        private Changes(Item item, TypeMigration type, Map<String, AttributeValue> before) {
            this.item = item;
            this.type = type;
            this.before = before;
            this.after = new HashMap<>(before);
        }

        ItemChange all() {
            type.copies().forEach(this::copy);
            for (var part : type.parts()) {
                var own = item.stored(part.field());
                var value = own == null ? DefaultValue.whenAbsent(part) : own;
                if (!after.containsKey(part.name()) && value != null) {
                    set(part.name(), value);
                }
            }
            for (var key : type.keys()) {
                var name = key.attribute().name();
                // Without the key itself, which could be older than the fields.
                after.remove(name);
                var spelled = Objects.requireNonNull(reader.read(after)).spelled(key);
                if (!Objects.equals(before.get(name), spelled)) {
                    set(name, spelled);
                    TypeMigration.attributes(key).forEach(part -> seen.put(part, before.get(part)));
                }
            }
            return new ItemChange(set, seen, left);
        }

        private void copy(AttributeCopy copy) {
            var from = copy.from().name();
            var value = before.get(from);
            var there = before.get(copy.to().name());
            if (value == null || Boolean.TRUE.equals(value.nul())) {
                return;
            }
            var copied = copy.of(value);
            var isSame = copied != null && there != null && ComparedValue.equal(there, copied);
            if (copied == null) {
                left = "`%s` cannot have the value of `%s`".formatted(copy.to().name(), from);
            } else if (there != null && !isSame && !force) {
                left = "`%s` has another value than `%s`".formatted(copy.to().name(), from);
            } else if (!isSame) {
                set(copy.to().name(), copied);
                seen.put(from, value);
            }
        }

        private void set(String attribute, @Nullable AttributeValue value) {
            set.put(attribute, value);
            seen.put(attribute, before.get(attribute));
            if (value != null) {
                after.put(attribute, value);
            }
        }
    }
}
