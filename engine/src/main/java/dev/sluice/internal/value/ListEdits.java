// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.schema.expression.ListEdit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes one object of a stored list. The other objects stay as they are stored.
final class ListEdits {
    private ListEdits() {}

    /// Returns the changed list, or null if it cannot be changed in this way.
    ///
    /// @param list absent counts as empty
    /// @param given the value of `unique`, for a removal; otherwise an object with the field
    /// @param unique the field in which all objects differ
    static @Nullable List<?> apply(
            ListEdit edit, @Nullable Object list, @Nullable Object given, String unique) {
        var objects =
                new ArrayList<@Nullable Object>(
                        list instanceof List<?> stored ? stored : List.of());
        var place = place(objects, edit == ListEdit.REMOVE ? given : member(given, unique), unique);
        switch (edit) {
            case ADD -> {
                if (place >= 0) {
                    return null;
                }
                objects.add(given);
            }
            case PUT -> {
                if (place >= 0) {
                    objects.set(place, given);
                } else {
                    objects.add(given);
                }
            }
            case UPDATE -> {
                if (place < 0) {
                    return null;
                }
                objects.set(place, updated(objects.get(place), given));
            }
            case REMOVE -> {
                if (place < 0) {
                    return null;
                }
                objects.remove(place);
            }
        }
        return objects;
    }

    private static int place(List<?> objects, @Nullable Object value, String unique) {
        for (int i = 0; i < objects.size(); i++) {
            if (ValueOrder.areEqual(member(objects.get(i), unique), value)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Object member(@Nullable Object object, String field) {
        return switch (object) {
            case Map<?, ?> map -> map.get(field);
            case StoredObject stored -> stored.value(field);
            case null, default -> null;
        };
    }

    private static Map<Object, @Nullable Object> updated(
            @Nullable Object object, @Nullable Object changes) {
        var updated = new HashMap<Object, @Nullable Object>();
        if (object instanceof StoredObject stored) {
            updated.putAll(stored.fields());
        }
        if (changes instanceof Map<?, ?> given) {
            given.forEach(updated::put);
        }
        return updated;
    }
}
