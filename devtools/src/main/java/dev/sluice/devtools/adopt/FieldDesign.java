// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A field as the schema would declare it.
///
/// @param attribute the attribute's name; equal to the field's name for a field that only keys hold
/// @param type without `!`
/// @param as what `@attribute(as:)` says, or null
/// @param note a question about a guess, or null
record FieldDesign(
        String name,
        String attribute,
        String type,
        boolean nonNull,
        @Nullable String as,
        @Nullable String note) {

    FieldDesign required() {
        return new FieldDesign(name, attribute, type, true, as, note);
    }

    FieldDesign typed(String other, boolean required, String why) {
        return new FieldDesign(name, attribute, other, required, null, why);
    }

    String text() {
        var arguments = new ArrayList<String>();
        if (!attribute.equals(name)) {
            arguments.add("name: " + Sdl.quote(attribute));
        }
        if (as != null) {
            arguments.add("as: " + as);
        }
        return "%s: %s%s%s"
                .formatted(
                        name,
                        type,
                        nonNull ? "!" : "",
                        arguments.isEmpty()
                                ? ""
                                : " @attribute(" + String.join(", ", arguments) + ")");
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        if (note != null) {
            lines.add("  " + Sdl.comment("? " + note));
        }
        lines.add("  " + text());
        return lines;
    }
}
