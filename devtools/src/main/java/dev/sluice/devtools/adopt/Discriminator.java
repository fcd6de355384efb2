// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// An attribute that says of which kind an item is, under a name that libraries and people use.
final class Discriminator {
    private static final List<String> NAMES =
            List.of(
                    "__edb_e__",
                    "__typename",
                    "_type",
                    "_et",
                    "entity",
                    "entityType",
                    "EntityType",
                    "entity_type",
                    "_entity",
                    "itemType",
                    "item_type",
                    "objectType",
                    "_class",
                    "type",
                    "Type",
                    "kind");
    private static final Set<String> GENERAL = Set.of("type", "Type", "kind");
    private static final int MOST_KINDS = 40;

    private Discriminator() {}

    /// Returns the attribute that all items have, or null if there is none.
    static @Nullable String of(List<Map<String, AttributeValue>> items) {
        return NAMES.stream().filter(name -> isOf(name, items)).findFirst().orElse(null);
    }

    static boolean isUsual(String attribute) {
        return NAMES.contains(attribute);
    }

    /// Returns whether an attribute of this name often says something else than the kind of an
    /// item.
    static boolean isGeneral(String attribute) {
        return GENERAL.contains(attribute);
    }

    private static boolean isOf(String name, List<Map<String, AttributeValue>> items) {
        var texts = items.stream().map(item -> Texts.of(item.get(name))).toList();
        if (texts.stream().anyMatch(Objects::isNull)) {
            return false;
        }
        var kinds = texts.stream().distinct().count();
        return kinds <= MOST_KINDS
                && (kinds == 1 || kinds * 2 <= items.size() || name.startsWith("_"));
    }
}
