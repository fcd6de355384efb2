// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import graphql.language.Definition;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.parser.Parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A schema whose types, tables and root fields have unique names, so that it can be joined with
/// another schema in one file.
final class Beside {
    private final String alone;

    Beside(String schema) {
        var document = Parser.parse(schema);
        var lines = new ArrayList<>(schema.lines().toList());
        for (var root : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            if (root.getName().equals("Query") || root.getName().equals("Mutation")) {
                List<FieldDefinition> fields = root.getFieldDefinitions();
                for (var field : fields.reversed()) {
                    var at = Objects.requireNonNull(field.getSourceLocation());
                    var line = lines.get(at.getLine() - 1);
                    var end = at.getColumn() - 1 + field.getName().length();
                    lines.set(
                            at.getLine() - 1, line.substring(0, end) + "Too" + line.substring(end));
                }
            }
        }
        var text = String.join("\n", lines) + "\n";
        for (Definition<?> each : document.getDefinitions()) {
            if (each instanceof SDLNamedDefinition<?> named
                    && !named.getName().matches("Query|Mutation|[a-z].*")) {
                text =
                        text.replaceAll(
                                "(?<![\\w#])(%s)(?=(Connection|Edge)?(?!\\w))(?!#)(?!['=])"
                                        .formatted(named.getName()),
                                "$1Too");
            }
        }
        alone = text.replaceAll("(table: |name: )\"([A-Z]\\w*)\"", "$1\"$2Too\"");
    }

    String alone() {
        return alone;
    }

    /// Returns the other schema with this schema's root fields and definitions added.
    String join(String other) {
        var joined = other;
        var rest = alone;
        for (var root : List.of("Query", "Mutation")) {
            var type =
                    Pattern.compile(
                            "^type %s \\{(\n.*?\n| [^\n]*)\\}\n".formatted(root),
                            Pattern.MULTILINE | Pattern.DOTALL);
            var mine = type.matcher(rest);
            var theirs = type.matcher(joined);
            if (mine.find() && theirs.find()) {
                joined =
                        joined.substring(0, theirs.end(1))
                                + mine.group(1)
                                + joined.substring(theirs.end(1));
                rest = rest.substring(0, mine.start()) + rest.substring(mine.end());
            }
        }
        return joined + rest;
    }
}
