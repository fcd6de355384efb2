// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Value;

/// Finds what is known about a value that an expression computes from others.
final class ComputedValues {
    private ComputedValues() {}

    /// Returns what is known about the least or the greatest of two values.
    ///
    /// @param first what is known about `one`
    /// @param second what is known about `other`
    static KnownValue extreme(Value one, KnownValue first, Value other, KnownValue second)
            throws UnusableValueException {
        checkOrdered(one, first);
        checkOrdered(other, second);
        if (first.form() instanceof ValueShape.Scalar(var kind, _, _)
                && second.form() instanceof ValueShape.Scalar(var with, _, _)
                && !Scalars.comparable(kind, with)) {
            throw new UnusableValueException(
                    "`%s` and `%s` have different types"
                            .formatted(ValueBinder.spell(one), ValueBinder.spell(other)),
                    "compare two texts, two numbers or two times");
        }
        return first.form() instanceof ValueShape.Any ? second : first;
    }

    private static void checkOrdered(Value value, KnownValue known) throws UnusableValueException {
        if (known.nullable()) {
            throw new UnusableValueException(
                    "`%s` can be null, but min and max need values"
                            .formatted(ValueBinder.spell(value)),
                    "make it non-null");
        }
        if (!isOrdered(known.form())) {
            throw new UnusableValueException(
                    "`%s` has no order".formatted(ValueBinder.spell(value)),
                    "compare two texts, two numbers or two times");
        }
    }

    private static boolean isOrdered(ValueShape form) {
        return switch (form) {
            case ValueShape.Any _ -> true;
            case ValueShape.Scalar(var kind, _, _) ->
                    switch (kind) {
                        case STRING,
                                ID,
                                ENUM,
                                INT,
                                FLOAT,
                                DECIMAL,
                                DATE_TIME,
                                DATE_TIME_SECONDS,
                                DATE,
                                EPOCH_SECONDS,
                                EPOCH_MILLISECONDS ->
                                true;
                        case BINARY, BOOLEAN, JSON -> false;
                    };
            case ValueShape.ListOf _,
                    ValueShape.SetOf _,
                    ValueShape.Input _,
                    ValueShape.Embedded _ ->
                    false;
        };
    }

    /// Returns what is known about a negated number.
    static KnownValue negated(Value value, KnownValue known) throws UnusableValueException {
        var isNumber =
                switch (known.form()) {
                    case ValueShape.Any _ -> true;
                    case ValueShape.Scalar(var kind, _, _) ->
                            Scalars.comparable(kind, ScalarKind.DECIMAL);
                    case ValueShape.ListOf _,
                            ValueShape.SetOf _,
                            ValueShape.Input _,
                            ValueShape.Embedded _ ->
                            false;
                };
        if (!isNumber) {
            throw new UnusableValueException(
                    "`%s` is not a number, so it cannot be negated"
                            .formatted(ValueBinder.spell(value)),
                    "remove the minus sign");
        }
        return known;
    }
}
