// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Reads directives and their arguments.
final class AmplifyDirectives {
    private AmplifyDirectives() {}

    static @Nullable Directive find(DirectivesContainer<?> node, String name) {
        var found = node.getDirectives(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    static boolean has(DirectivesContainer<?> node, String name) {
        return node.hasDirective(name);
    }

    static @Nullable String text(@Nullable Directive directive, String argument) {
        var found = directive == null ? null : directive.getArgument(argument);
        return found == null ? null : text(found.getValue());
    }

    static @Nullable String text(ObjectValue object, String member) {
        return object.getObjectFields().stream()
                .filter(field -> field.getName().equals(member))
                .map(field -> text(field.getValue()))
                .findFirst()
                .orElse(null);
    }

    /// Returns the texts of a list, or of the one element that stands for it.
    static List<String> texts(@Nullable Directive directive, String argument) {
        var found = directive == null ? null : directive.getArgument(argument);
        return found == null ? List.of() : texts(found.getValue());
    }

    static List<String> texts(ObjectValue object, String member) {
        return object.getObjectFields().stream()
                .filter(field -> field.getName().equals(member))
                .flatMap(field -> texts(field.getValue()).stream())
                .toList();
    }

    private static List<String> texts(Value<?> value) {
        return value instanceof ArrayValue list
                ? list.getValues().stream().map(AmplifyDirectives::text).toList()
                : List.of(text(value));
    }

    static List<ObjectValue> objects(@Nullable Directive directive, String argument) {
        var found = directive == null ? null : directive.getArgument(argument);
        if (found == null) {
            return List.of();
        }
        var values =
                found.getValue() instanceof ArrayValue list
                        ? list.getValues()
                        : List.of(found.getValue());
        return values.stream()
                .filter(ObjectValue.class::isInstance)
                .map(ObjectValue.class::cast)
                .toList();
    }

    private static String text(Value<?> value) {
        @Nullable String text =
                switch (value) {
                    case StringValue string -> string.getValue();
                    case EnumValue name -> name.getName();
                    case IntValue number -> number.getValue().toString();
                    case FloatValue number -> number.getValue().toString();
                    case BooleanValue flag -> Boolean.toString(flag.isValue());
                    default -> null;
                };
        return text == null ? "" : text;
    }
}
