// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Items of one kind: their keys have the same shape.
///
/// @param kind what the discriminator says, or null
/// @param shapes the parts of the table's keys
record Entity(
        @Nullable String kind, List<List<String>> shapes, List<Map<String, AttributeValue>> items) {

    /// Returns the entities of a table, the most frequent first.
    static List<Entity> of(TableSample sample, KeyShapes shapes, @Nullable String discriminator) {
        var groups = new LinkedHashMap<List<Object>, List<Map<String, AttributeValue>>>();
        for (var item : sample.items()) {
            var kind = discriminator == null ? null : Texts.of(item.get(discriminator));
            List<List<String>> shape =
                    sample.key().attributes().stream().map(key -> shapes.of(key, item)).toList();
            groups.computeIfAbsent(List.of(kind == null ? "" : kind, shape), _ -> new ArrayList<>())
                    .add(item);
        }
        var byShape = new LinkedHashMap<List<List<String>>, Entity>();
        groups.forEach((group, items) -> {
            @SuppressWarnings("unchecked")
            var shape = (List<List<String>>) group.get(1);
            var kind = group.getFirst().equals("") ? null : (String) group.getFirst();
            byShape.merge(shape, new Entity(kind, shape, items), Entity::and);
        });
        return byShape.values().stream()
                .sorted((a, b) -> Integer.compare(b.items.size(), a.items.size()))
                .toList();
    }

    static Entity all(TableSample sample) {
        return new Entity(null, List.of(), sample.items());
    }

    /// Keys alone must tell types apart, so kinds whose keys have the same shape are one entity.
    private Entity and(Entity other) {
        var all = new ArrayList<>(items);
        all.addAll(other.items);
        return new Entity(kind + "Or" + other.kind, shapes, all);
    }

    /// Returns a name for its type.
    String typeName(String table) {
        if (kind != null) {
            return Texts.type(kind);
        }
        var words = new ArrayList<String>();
        for (var at = shapes.size() - 1; at >= 0; at--) {
            shapes.get(at).stream()
                    .map(part -> part.replace(KeyShapes.VALUE, "").replaceAll("[^A-Za-z0-9_-]", ""))
                    .filter(word -> !word.isEmpty())
                    .findFirst()
                    .ifPresent(words::add);
        }
        if (words.isEmpty()) {
            return Texts.type(table.replaceAll("s$", ""));
        }
        var first = words.getFirst();
        return Texts.type(words.size() > 1 && isGeneral(first) ? words.getLast() : first);
    }

    private static boolean isGeneral(String word) {
        return word.toLowerCase(Locale.ROOT)
                .matches("meta|metadata|profile|info|details?|data|root|main|a");
    }
}
