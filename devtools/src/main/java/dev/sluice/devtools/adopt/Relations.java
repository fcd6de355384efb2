// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Finds fields whose values are the keys of other items.
final class Relations {
    private static final int LEAST_VALUES = 2;

    private Relations() {}

    /// Adds the relations to the types.
    static void find(List<TypeDesign> types) {
        for (var target : types) {
            var key = target.keyFields();
            if (key.size() != 1) {
                continue;
            }
            var keys = target.fields.texts(key.getFirst());
            for (var from : types) {
                for (var field : List.copyOf(from.fields.all())) {
                    if (!(from == target && field.name().equals(key.getFirst()))
                            && names(from, field, target, keys)) {
                        add(from, field, target, key.getFirst());
                    }
                }
            }
        }
    }

    private static boolean names(
            TypeDesign from, FieldDesign field, TypeDesign target, Set<String> keys) {
        var key = Objects.requireNonNull(target.fields.get(target.keyFields().getFirst()));
        var isOfKeyType = isText(field) ? !isNumber(key) : isNumber(field) && isNumber(key);
        if (!isOfKeyType) {
            return false;
        }
        var values = from.fields.texts(field.name());
        var alike =
                field.name().equals(target.keyFields().getFirst())
                        || field.name()
                                .toLowerCase(Locale.ROOT)
                                .contains(target.name.toLowerCase(Locale.ROOT));
        return !values.isEmpty()
                && keys.containsAll(values)
                && (alike || values.size() >= LEAST_VALUES);
    }

    private static boolean isText(FieldDesign field) {
        return List.of("ID", "String").contains(field.type()) && field.value().as() == null;
    }

    /// Numbers have texts only in keys.
    private static boolean isNumber(FieldDesign field) {
        return field.type().equals("Int") && field.value().as() == null;
    }

    private static void add(TypeDesign from, FieldDesign field, TypeDesign target, String key) {
        var taken = new ArrayList<>(from.relations.keySet());
        from.fields.all().forEach(other -> taken.add(other.name()));
        var wanted = field.name().replaceAll("(Id|ID)$", "");
        var name =
                wanted.equals(field.name()) || wanted.isEmpty() || taken.contains(wanted)
                        ? field.name() + target.name
                        : wanted;
        if (taken.contains(name)) {
            return;
        }
        from.relations.put(
                name,
                "%s: %s @getItem(key: %s)"
                        .formatted(
                                name,
                                target.name,
                                Sdl.quote("%s = $parent.%s".formatted(key, field.name()))));
    }
}
