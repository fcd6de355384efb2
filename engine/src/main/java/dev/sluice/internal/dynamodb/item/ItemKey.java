// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.KeyAttribute;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The identity of an item read: the table, the whole key and the consistency.
public final class ItemKey {
    private final PhysicalTable table;
    private final Map<String, AttributeValue> attributes;
    private final boolean consistent;
    private final Object values;
    private final int hash;

    /// @param attributes the key attributes, with numbers in their canonical text
    public ItemKey(
            PhysicalTable table, Map<String, AttributeValue> attributes, boolean consistent) {
        this.table = table;
        this.attributes = Map.copyOf(attributes);
        this.consistent = consistent;
        var partition = partition();
        var sort = table.sortKey();
        this.values = sort == null ? partition : List.of(partition, comparable(attribute(sort)));
        this.hash = values.hashCode();
    }

    /// A text is compared much faster than the value that has it, and keys are compared often.
    private static Object comparable(AttributeValue value) {
        return value.s() == null ? value : value.s();
    }

    public PhysicalTable table() {
        return table;
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public boolean consistent() {
        return consistent;
    }

    public ItemKey consistently() {
        return consistent ? this : new ItemKey(table, attributes, true);
    }

    /// Returns an object that is equal for the keys of one partition of the table.
    public Object partition() {
        return comparable(attribute(table.partitionKey()));
    }

    private AttributeValue attribute(KeyAttribute key) {
        return Objects.requireNonNull(attributes.get(key.name()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey key
                && hash == key.hash
                && table.equals(key.table)
                && consistent == key.consistent
                && values.equals(key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return table.name();
    }
}
