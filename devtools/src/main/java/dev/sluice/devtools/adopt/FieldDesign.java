// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A field as the schema would declare it.
///
/// @param attribute the attribute's name; equal to the field's name for a field that only keys hold
/// @param value its type, and how it is stored
/// @param constraint the arguments of `@constraint`, or null
record FieldDesign(
        String name,
        String attribute,
        ValueTypes.Found value,
        boolean nonNull,
        @Nullable String constraint) {

    FieldDesign(String name, String attribute, ValueTypes.Found value, boolean nonNull) {
        this(name, attribute, value, nonNull, null);
    }

    /// Returns the type without `!`.
    String type() {
        return value.type();
    }

    FieldDesign required() {
        return new FieldDesign(name, attribute, value, true, constraint);
    }

    FieldDesign constrained(String arguments) {
        return new FieldDesign(name, attribute, value, nonNull, arguments);
    }

    FieldDesign asking(String question) {
        return new FieldDesign(name, attribute, value.asking(question), nonNull, constraint);
    }

    /// Returns the field with another type, stored in the usual way.
    FieldDesign typed(String other, boolean required, String why) {
        return new FieldDesign(
                name, attribute, new ValueTypes.Found(other, null, why), required, null);
    }

    String text() {
        var arguments = new ArrayList<String>();
        if (!attribute.equals(name)) {
            arguments.add("name: " + Sdl.quote(attribute));
        }
        if (value.as() != null) {
            arguments.add("as: " + value.as());
        }
        if (value.unit() != null) {
            arguments.add("unit: " + value.unit());
        }
        return "%s: %s%s%s%s"
                .formatted(
                        name,
                        type(),
                        nonNull ? "!" : "",
                        arguments.isEmpty()
                                ? ""
                                : " @attribute(" + String.join(", ", arguments) + ")",
                        constraint == null ? "" : " @constraint(" + constraint + ")");
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        if (value.note() != null) {
            lines.add("  " + Sdl.comment("? " + value.note()));
        }
        lines.add("  " + text());
        return lines;
    }
}
