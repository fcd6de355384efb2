// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.schema.Catalog;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Values of enums that items hold and that only one of two versions can return.
final class StoredEnums {
    private StoredEnums() {}

    static List<StoredChange> of(Catalog earlier, Catalog later) {
        var before = ApiSchema.of(earlier);
        var after = ApiSchema.of(later);
        var changes = new ArrayList<StoredChange>();
        new TreeMap<>(earlier.shapes())
                .forEach((type, shape) -> {
                    for (var field : new TreeSet<>(shape.attributes().keySet())) {
                        compare(
                                type + "." + field,
                                values(before, type, field),
                                values(after, type, field),
                                changes);
                    }
                });
        return changes;
    }

    private static void compare(
            String coordinate, Set<String> before, Set<String> after, List<StoredChange> changes) {
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        var removed = new TreeSet<>(before);
        removed.removeAll(after);
        if (!removed.isEmpty()) {
            changes.add(
                    new StoredChange(
                            Level.BREAKING,
                            coordinate,
                            "items can hold %s, which the later version cannot return"
                                    .formatted(String.join(", ", removed)),
                            "keep the value until no item has it, and write no new ones"));
        }
        var added = new TreeSet<>(after);
        added.removeAll(before);
        if (!added.isEmpty()) {
            changes.add(
                    new StoredChange(
                            Level.DANGEROUS,
                            coordinate,
                            "the earlier version cannot return %s"
                                    .formatted(String.join(", ", added)),
                            "deploy it before the first write of the value"));
        }
    }

    /// Returns the values of the field's enum, or an empty set if it is none or clients do not see
    /// it.
    private static Set<String> values(GraphQLSchema schema, String type, String field) {
        var object = schema.getObjectType(type);
        var definition = object == null ? null : object.getFieldDefinition(field);
        return definition != null
                        && GraphQLTypeUtil.unwrapAll(definition.getType())
                                instanceof GraphQLEnumType values
                ? new TreeSet<>(
                        values.getValues().stream()
                                .map(GraphQLEnumValueDefinition::getName)
                                .toList())
                : Set.of();
    }
}
