// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Items of one kind: their keys have the same shape.
///
/// @param kind what the discriminator says, or null
/// @param discriminator the attribute that says it, or null
/// @param shapes the parts of the table's keys
record Entity(
        @Nullable String kind,
        @Nullable String discriminator,
        List<List<String>> shapes,
        List<Map<String, AttributeValue>> items) {

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
        var byShape = new LinkedHashMap<Object, List<Entity>>();
        groups.forEach((group, items) -> {
            @SuppressWarnings("unchecked")
            var shape = (List<List<String>>) group.get(1);
            var kind = group.getFirst().equals("") ? null : (String) group.getFirst();
            byShape.computeIfAbsent(shape, _ -> new ArrayList<>())
                    .add(new Entity(kind, discriminator, shape, items));
        });
        return byShape.values().stream()
                .flatMap(kinds -> types(kinds).stream())
                .sorted((a, b) -> Integer.compare(b.items.size(), a.items.size()))
                .toList();
    }

    /// Makes kinds whose keys have the same shape one type if all of them are alike.
    private static List<Entity> types(List<Entity> kinds) {
        return kinds.stream().allMatch(one -> kinds.stream().allMatch(one::isAlike))
                ? List.of(kinds.stream().reduce(Entity::and).orElseThrow())
                : kinds;
    }

    /// Returns whether what says their kinds may say something else, such as the color of a thing.
    private boolean isAlike(Entity other) {
        return (discriminator == null || Discriminator.isGeneral(discriminator))
                && other.attributes().containsAll(required())
                && attributes().containsAll(other.required());
    }

    private Set<String> attributes() {
        return items.stream()
                .flatMap(item -> item.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> required() {
        var names = new HashSet<>(items.getFirst().keySet());
        items.forEach(item -> names.retainAll(item.keySet()));
        return names;
    }

    static Entity all(TableSample sample) {
        return new Entity(null, null, List.of(), sample.items());
    }

    /// Returns an item that has only keys, for a table without items.
    static Entity none(TableSample sample) {
        return new Entity(null, null, List.of(), List.of(sample.keysOnly()));
    }

    private Entity and(Entity other) {
        var all = new ArrayList<>(items);
        all.addAll(other.items);
        return new Entity(kind + "_Or_" + other.kind, discriminator, shapes, all);
    }

    /// Returns whether an attribute tells the items of the two apart.
    boolean isToldFrom(Entity other) {
        return discriminator != null
                && discriminator.equals(other.discriminator)
                && kind != null
                && other.kind != null
                && !kind.equals(other.kind)
                && isOneKind()
                && other.isOneKind();
    }

    private boolean isOneKind() {
        return items.stream().map(item -> Texts.of(item.get(discriminator))).distinct().count()
                == 1;
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
