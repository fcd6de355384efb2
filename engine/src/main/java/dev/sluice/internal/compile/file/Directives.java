// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads arguments of directives that GraphQL's own rules have already checked.
public final class Directives {
    private Directives() {}

    public static @Nullable Directive find(DirectivesContainer<?> on, String name) {
        var all = on.getDirectives(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    public static boolean has(DirectivesContainer<?> on, String name) {
        return on.hasDirective(name);
    }

    /// Returns the argument's text with its position, or null if it is absent or null.
    public static @Nullable Text text(Directive directive, String argument) {
        return value(directive, argument) instanceof StringValue text ? Text.of(text) : null;
    }

    public static @Nullable String string(Directive directive, String argument) {
        var text = text(directive, argument);
        return text == null ? null : text.value();
    }

    /// Returns the argument's text with its position. If the argument is absent, returns an empty
    /// text with the position of the directive.
    public static Text orEmpty(Directive directive, String argument) {
        var text = text(directive, argument);
        return text == null ? new Text("", directive.getSourceLocation()) : text;
    }

    /// Returns the text of an argument that the language requires.
    public static Text required(Directive directive, String argument) {
        var text = text(directive, argument);
        if (text == null) {
            throw new IllegalStateException(
                    "@" + directive.getName() + " was not checked for " + argument);
        }
        return text;
    }

    public static @Nullable Integer integer(Directive directive, String argument) {
        return value(directive, argument) instanceof IntValue number
                ? Integer.valueOf(number.getValue().intValueExact())
                : null;
    }

    public static int integer(Directive directive, String argument, int absent) {
        var number = integer(directive, argument);
        return number == null ? absent : number;
    }

    public static @Nullable BigDecimal decimal(Directive directive, String argument) {
        return switch (value(directive, argument)) {
            case IntValue number -> new BigDecimal(number.getValue());
            case FloatValue number -> number.getValue();
            case null, default -> null;
        };
    }

    public static boolean isTrue(Directive directive, String argument) {
        return value(directive, argument) instanceof BooleanValue bool && bool.isValue();
    }

    public static boolean isFalse(Directive directive, String argument) {
        return value(directive, argument) instanceof BooleanValue bool && !bool.isValue();
    }

    public static @Nullable String enumName(Directive directive, String argument) {
        return value(directive, argument) instanceof EnumValue name ? name.getName() : null;
    }

    /// Returns the elements of a list, or null if it is absent. A single value counts as a list of
    /// one, as in GraphQL's coercion.
    public static @Nullable List<Value<?>> list(Directive directive, String argument) {
        return switch (value(directive, argument)) {
            case null -> null;
            case NullValue _ -> null;
            case ArrayValue list -> List.<Value<?>>copyOf(rawValues(list));
            case Value<?> single -> List.of(single);
        };
    }

    @SuppressWarnings("rawtypes") // as graphql-java declares its nodes
    private static List<Value<?>> rawValues(ArrayValue list) {
        List<Value<?>> values = new ArrayList<>();
        for (Value value : list.getValues()) {
            values.add(value);
        }
        return values;
    }

    /// Returns the argument, or null if it is absent. A null that is written is a `NullValue`.
    public static @Nullable Value<?> value(Directive directive, String argument) {
        var given = directive.getArgument(argument);
        return given == null ? null : given.getValue();
    }
}
