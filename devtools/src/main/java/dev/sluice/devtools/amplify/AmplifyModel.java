// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A model, as it becomes a stored type.
final class AmplifyModel {
    final String name;
    AmplifyKey key;
    final List<AmplifyKey> indexes = new ArrayList<>();

    /// The lines of stored fields, by name.
    final Map<String, String> fields = new LinkedHashMap<>();

    /// The lines of fields that read other items, by name.
    final Map<String, String> relations = new LinkedHashMap<>();

    final List<String> rules = new ArrayList<>();

    AmplifyModel(String name) {
        this.name = name;
        this.key = new AmplifyKey(null, "id", List.of(), null);
    }

    /// Returns the one rule that lets in most callers, for lists: an owner has no list of its own.
    String broadest() {
        for (var beginning : List.of("{public:", "{signedIn:", "{group:")) {
            for (var rule : rules) {
                if (rule.startsWith(beginning)) {
                    return rule;
                }
            }
        }
        return AmplifyRules.ADMIN;
    }

    /// Returns the type of a field, without `!`.
    String typeOf(String field) {
        return Objects.requireNonNullElse(fields.get(field), field + ": ID")
                .replaceFirst("^\\w+: (\\w+).*", "$1");
    }

    String text() {
        var lines = new ArrayList<String>();
        lines.add("type " + name);
        var isComposed = key.isComposed() || indexes.stream().anyMatch(AmplifyKey::isComposed);
        lines.add(
                "  @table(name: \"%s\", %s%s)"
                        .formatted(name, key.arguments(), isComposed ? ", escape: NONE" : ""));
        indexes.forEach(index ->
                lines.add(
                        "  @index(name: \"%s\", %s)".formatted(index.index(), index.arguments())));
        lines.add("  @auth(rules: [%s]) {".formatted(String.join(", ", rules)));
        fields.values().forEach(line -> lines.add("  " + line));
        relations.values().forEach(line -> lines.add("  " + line));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }
}
