// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.schema.MutationList;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A list of the item that a mutation reads first, for whose items writes run.
///
/// @param fixed by field, the values that the list's key condition gives all its items; those of
///   one field are equal
/// @param used collects the used fields of the items
record ReadList(MutationList list, Map<String, Set<Value>> fixed, Set<String> used) {

    /// Returns the repetition of a write for each item.
    Repetitions.Compiled each() {
        var type = list.type();
        var differing = new TreeSet<>(type.key().fields());
        differing.removeAll(fixed.keySet());
        return new Repetitions.Compiled(
                list.reference(),
                list.read().maxItems(),
                new ValueShape.Embedded(type.shape().type()),
                differing,
                this);
    }

    /// Returns whether a write for each item certainly names that item.
    ///
    /// @param key the value of each field of the written item's key
    boolean names(StoredType type, Map<String, Value> key) {
        return type.name().equals(list.type().name())
                && key.keySet().equals(type.key().fields())
                && key.entrySet().stream()
                        .allMatch(field ->
                                field.getValue().equals(element(field.getKey()))
                                        || fixed.getOrDefault(field.getKey(), Set.of())
                                                .contains(field.getValue()));
    }

    /// Returns a field of the item, and marks it as used.
    Value see(String field) {
        used.add(field);
        return element(field);
    }

    private static Value element(String field) {
        return new Value.Reference(Root.Reserved.EACH, List.of(field));
    }
}
