// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeySpelling.Escape;

import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;

/// Compiles how the keys of a type are spelled: `@table(separator:, escape:, case:)`.
record Spellings(Problems problems) {

    KeySpelling of(ObjectTypeDefinition type, Directive table) {
        var escape =
                "NONE".equals(Directives.enumName(table, "escape")) ? Escape.NONE : Escape.PERCENT;
        var text = Directives.text(table, "separator");
        var lowerCase = "LOWER".equals(Directives.enumName(table, "case"));
        if (text == null) {
            return new KeySpelling(KeySpelling.DEFAULT.separator(), escape, lowerCase);
        }
        if (text.value().length() == 1 && KeySpelling.SEPARATORS.contains(text.value())) {
            return new KeySpelling(text.value().charAt(0), escape, lowerCase);
        }
        report(type, text);
        return KeySpelling.DEFAULT;
    }

    private void report(ObjectTypeDefinition type, Text text) {
        problems.report(
                text.at(),
                type.getName(),
                "\"%s\" cannot separate the segments of keys".formatted(text.value()),
                "use one of these characters: " + KeySpelling.SEPARATORS);
    }
}
