// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A stored type as the schema would declare it. Its indexes and notes change while the schema is
/// tried.
final class TypeDesign {
    final String name;
    final TableSample sample;
    final Spelling spelling;
    final Entity entity;
    final FieldPool fields;
    final KeyDesign partition;
    final @Nullable KeyDesign sort;
    final List<IndexDesign> indexes = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    /// Fields that read other items, with their directives, by name.
    final Map<String, String> relations = new LinkedHashMap<>();

    @Nullable String ttl;
    int itemSize = 1;

    /// Whether other types have the same keys.
    boolean discriminated;

    TypeDesign(
            String name,
            TableSample sample,
            Spelling spelling,
            Entity entity,
            FieldPool fields,
            KeyDesign partition,
            @Nullable KeyDesign sort) {
        this.name = name;
        this.sample = sample;
        this.spelling = spelling;
        this.entity = entity;
        this.fields = fields;
        this.partition = partition;
        this.sort = sort;
    }

    /// An index that items of the type are in.
    ///
    /// @param project the fields to declare, or null if the index has all attributes
    record IndexDesign(
            String name,
            KeyDesign partition,
            @Nullable KeyDesign sort,
            @Nullable List<String> project,
            boolean local) {}

    /// Tells the items of this type from those of other types with the same keys. The indexes that
    /// lack the attribute cannot be used then.
    ///
    /// @return the indexes that are left out
    List<String> discriminate() {
        discriminated = true;
        var attribute = Objects.requireNonNull(entity.discriminator());
        var lacking =
                sample.indexes().stream()
                        .filter(index -> !index.contains(attribute))
                        .map(TableSample.Keys::name)
                        .toList();
        indexes.removeIf(index -> lacking.contains(index.name()));
        return lacking;
    }

    /// Returns what `@table(discriminator:)` says.
    String discriminator() {
        return "%s = '%s'"
                .formatted(
                        entity.discriminator(),
                        Objects.requireNonNull(entity.kind()).replace("'", "''"));
    }

    List<String> keyFields() {
        return slots().stream().map(KeySlot::field).distinct().toList();
    }

    /// Returns those of both halves of the key.
    List<KeySlot> slots() {
        var slots = new ArrayList<>(partition.slots());
        if (sort != null) {
            slots.addAll(sort.slots());
        }
        return slots;
    }
}
