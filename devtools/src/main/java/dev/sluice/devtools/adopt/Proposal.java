// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A schema that is being tried, and its text.
final class Proposal {
    private static final String KEY_BESIDE = ", ";

    final List<TypeDesign> types;
    final Map<String, String> root;
    final List<String> notes = new ArrayList<>();
    private final EmbeddedTypes embedded;
    private final Map<String, List<TypeDesign>> unions;

    Proposal(List<TypeDesign> types, EmbeddedTypes embedded) {
        this.types = new ArrayList<>(types);
        this.embedded = embedded;
        this.unions = RootFields.unions(types);
        this.root = new LinkedHashMap<>(RootFields.of(types));
    }

    @Nullable TypeDesign type(String name) {
        return types.stream().filter(type -> type.name.equals(name)).findFirst().orElse(null);
    }

    String text() {
        var lines = new ArrayList<String>();
        notes.forEach(note -> lines.add(Sdl.comment(note)));
        lines.add("");
        if (root.isEmpty()) {
            lines.add(Sdl.comment("? There is no schema, because no field can read these items."));
            return String.join("\n", lines) + "\n";
        }
        types.forEach(type -> add(type, lines));
        unions.forEach((name, members) -> union(name, members, lines));
        lines.addAll(embedded.lines());
        lines.add("type Query {");
        root.values().forEach(field -> lines.add("  " + field));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    void remove(TypeDesign type) {
        types.remove(type);
        unions.forEach((name, members) -> {
            if (members.stream().filter(types::contains).count() < 2) {
                root.remove(Texts.lower(name));
            }
        });
    }

    private void union(String name, List<TypeDesign> members, List<String> lines) {
        var names = members.stream().filter(types::contains).map(type -> type.name).toList();
        if (!names.isEmpty() && root.containsKey(Texts.lower(name))) {
            lines.add("union %s = %s".formatted(name, String.join(" | ", names)));
            lines.add("");
        }
    }

    private static void add(TypeDesign type, List<String> lines) {
        if (!type.sample.items().isEmpty()) {
            lines.add(
                    Sdl.comment(
                            "%s, such as %s"
                                    .formatted(
                                            Quantity.of(type.entity.items().size(), "sampled item"),
                                            ItemKeys.text(
                                                    type.sample.table(),
                                                    type.entity.items().getFirst()))));
        }
        type.notes.forEach(note -> lines.add(Sdl.comment("? " + note)));
        lines.add("type " + type.name);
        lines.add("  " + table(type));
        type.indexes.forEach(index -> lines.add("  " + index(index)));
        lines.add("  %s {".formatted(RootFields.ADMIN));
        type.fields.all().forEach(field -> lines.addAll(field.lines()));
        type.relations
                .values()
                .forEach(relation -> {
                    lines.add("  " + Sdl.comment("? Is this a relation?"));
                    lines.add("  " + relation);
                });
        lines.add("}");
        lines.add("");
    }

    private static String table(TypeDesign type) {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("name", Sdl.quote(type.sample.name()));
        key(type.partition, type.sort, arguments);
        if (isComposed(type)) {
            arguments.putAll(type.spelling.arguments());
        }
        if (type.discriminated) {
            arguments.put("discriminator", Sdl.quote(type.discriminator()));
        }
        if (type.ttl != null) {
            arguments.put("ttl", Sdl.quote(type.ttl));
        }
        arguments.put("itemSize", Integer.toString(type.itemSize));
        return "@table(" + joined(arguments) + ")";
    }

    /// All types of a table must spell its keys alike.
    private static boolean isComposed(TypeDesign type) {
        var keys = new ArrayList<KeyDesign>();
        keys.add(type.partition);
        if (type.sort != null) {
            keys.add(type.sort);
        }
        type.indexes.forEach(index -> {
            keys.add(index.partition());
            if (index.sort() != null) {
                keys.add(index.sort());
            }
        });
        return keys.stream().anyMatch(key -> !key.own());
    }

    private static String index(TypeDesign.IndexDesign index) {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("name", Sdl.quote(index.name()));
        key(index.partition(), index.sort(), arguments);
        if (index.project() != null) {
            arguments.put(
                    "project",
                    "["
                            + String.join(
                                    KEY_BESIDE, index.project().stream().map(Sdl::quote).toList())
                            + "]");
        }
        if (index.local()) {
            arguments.put("local", "true");
        }
        return "@index(" + joined(arguments) + ")";
    }

    private static void key(
            KeyDesign partition, @Nullable KeyDesign sort, Map<String, String> arguments) {
        arguments.put("partitionKey", Sdl.quote(partition.template()));
        if (sort != null) {
            arguments.put("sortKey", Sdl.quote(sort.template()));
        }
        if (!partition.own()) {
            arguments.put("partitionKeyName", Sdl.quote(partition.attribute()));
        }
        if (sort != null && !sort.own()) {
            arguments.put("sortKeyName", Sdl.quote(sort.attribute()));
        }
    }

    private static String joined(Map<String, String> arguments) {
        return String.join(
                KEY_BESIDE,
                arguments.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    }
}
