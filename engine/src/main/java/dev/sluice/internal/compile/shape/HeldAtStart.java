// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Checks values that the schema file itself stores in a field against the field's constraints.
public final class HeldAtStart {
    private static final String UUID = "01234567-89ab-7cde-8f01-23456789abcd";

    private HeldAtStart() {}

    /// Reports a literal, or a `$uuid`, that violates them.
    ///
    /// @param what the value, for messages
    public static void check(
            ExpressionLocation location,
            String what,
            Value value,
            String field,
            List<Constraint> constraints) {
        var violation = violation(value, constraints);
        if (violation != null) {
            location.report(
                    what.equals("the default") ? "" : what,
                    "%s does not meet @constraint(%s) of `%s`"
                            .formatted(what, spelled(violation), field),
                    "write a value that meets it, or change the constraint");
        }
    }

    /// Returns whether a text meets the constraints.
    public static boolean holds(String text, List<Constraint> constraints) {
        return violation(new Value.Literal(text), constraints) == null;
    }

    private static Constraint.@Nullable Violation violation(
            Value value, List<Constraint> constraints) {
        var known =
                switch (value) {
                    case Value.Literal(var literal) -> literal;
                    case Value.Reference(var root, _) when root == Root.Reserved.UUID -> UUID;
                    case Value.Reference _,
                            Value.Negated _,
                            Value.Shifted _,
                            Value.Extreme _,
                            Value.Edited _,
                            Value.Element _,
                            Value.OfGlobalId _ ->
                            null;
                };
        return switch (known) {
            case String given -> {
                var text = given;
                for (var constraint : constraints) {
                    text = constraint.normalized(text);
                }
                var normalized = text;
                yield first(constraints.stream().map(each -> each.ofText(normalized)));
            }
            case Number number -> {
                var exact = new BigDecimal(number.toString());
                yield first(constraints.stream().map(each -> each.ofNumber(exact)));
            }
            case List<?> list -> first(constraints.stream().map(each -> each.ofList(list)));
            case null, default -> null;
        };
    }

    private static Constraint.@Nullable Violation first(
            Stream<Constraint.@Nullable Violation> violations) {
        return violations.filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String spelled(Constraint.Violation violation) {
        return violation.name().equals("pattern")
                ? "pattern: \"%s\"".formatted(violation.bound())
                : violation.name() + ": " + violation.bound();
    }

    /// Returns what a field's own constraint requires and another field's does not, as written in
    /// `@constraint`; null if any value of the other field may be copied.
    public static @Nullable String missing(List<Constraint> target, List<Constraint> source) {
        return target.stream()
                .flatMap(asked ->
                        Stream.of(
                                number("min", asked.min(), low(source)),
                                number("max", asked.max(), high(source)),
                                least(
                                        "minLength",
                                        asked.minLength(),
                                        source.stream().map(Constraint::minLength)),
                                most(
                                        "maxLength",
                                        asked.maxLength(),
                                        source.stream().map(Constraint::maxLength)),
                                pattern(asked, source),
                                asked.lowercase()
                                                && source.stream().noneMatch(Constraint::lowercase)
                                        ? "lowercase: true"
                                        : null,
                                least(
                                        "minItems",
                                        asked.minItems(),
                                        source.stream().map(Constraint::minItems)),
                                most(
                                        "maxItems",
                                        asked.maxItems(),
                                        source.stream().map(Constraint::maxItems)),
                                unique(asked, source)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Returns the largest minimum, or null if there is none.
    public static @Nullable BigDecimal low(List<Constraint> constraints) {
        return constraints.stream()
                .map(Constraint::min)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    /// Returns the smallest maximum, or null if there is none.
    public static @Nullable BigDecimal high(List<Constraint> constraints) {
        return constraints.stream()
                .map(Constraint::max)
                .filter(Objects::nonNull)
                .min(BigDecimal::compareTo)
                .orElse(null);
    }

    private static @Nullable String number(
            String name, @Nullable BigDecimal asked, @Nullable BigDecimal given) {
        var sign = name.equals("min") ? 1 : -1;
        return asked == null || (given != null && given.compareTo(asked) * sign >= 0)
                ? null
                : name + ": " + asked.toPlainString();
    }

    private static @Nullable String least(
            String name, @Nullable Integer asked, Stream<@Nullable Integer> given) {
        return asked == null
                        || asked <= 0
                        || given.anyMatch(least -> least != null && least >= asked)
                ? null
                : name + ": " + asked;
    }

    private static @Nullable String most(
            String name, @Nullable Integer asked, Stream<@Nullable Integer> given) {
        return asked == null || given.anyMatch(most -> most != null && most <= asked)
                ? null
                : name + ": " + asked;
    }

    private static @Nullable String pattern(Constraint asked, List<Constraint> source) {
        var pattern = asked.pattern();
        return pattern == null || source.stream().map(Constraint::pattern).anyMatch(pattern::equals)
                ? null
                : "pattern: \"%s\"".formatted(pattern.pattern());
    }

    private static @Nullable String unique(Constraint asked, List<Constraint> source) {
        var unique = asked.unique();
        return unique == null || source.stream().map(Constraint::unique).anyMatch(unique::equals)
                ? null
                : "unique: \"%s\"".formatted(unique);
    }
}
