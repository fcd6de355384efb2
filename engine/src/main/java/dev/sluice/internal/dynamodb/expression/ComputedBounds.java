// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Renders the conditions under which a value that DynamoDB computes meets the constraint of its
/// field, as bounds of the one field that it computes from. Values computed from two fields were
/// checked against their constraints when the schema was compiled.
final class ComputedBounds {
    private static final String ALWAYS = "";
    private static final String NEVER = "never";
    private static final int DIGITS = 38;
    private static final MathContext UP = new MathContext(DIGITS, RoundingMode.CEILING);
    private static final MathContext DOWN = new MathContext(DIGITS, RoundingMode.FLOOR);

    private final FieldPaths paths;
    private final WriteValues values;

    ComputedBounds(FieldPaths paths, WriteValues values) {
        this.paths = paths;
        this.values = values;
    }

    /// @param low inclusive, or null if unbounded
    /// @param high inclusive, or null if unbounded
    private record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {

        Range less(BigDecimal number) {
            return new Range(
                    low == null ? null : low.subtract(number),
                    high == null ? null : high.subtract(number));
        }

        /// Returns what may be subtracted from the number, so that the difference is in this range.
        Range from(BigDecimal number) {
            return new Range(
                    high == null ? null : number.subtract(high),
                    low == null ? null : number.subtract(low));
        }

        boolean holds(BigDecimal number) {
            return (low == null || low.compareTo(number) <= 0)
                    && (high == null || number.compareTo(high) <= 0);
        }
    }

    /// Returns the condition, or null if none is needed.
    @Nullable String computed(Operand.FieldPath field, SetValue value) {
        var attribute = paths.last(field);
        return attribute.constraints().isEmpty()
                ? null
                : condition(
                        field,
                        switch (value) {
                            case SetValue.Sum _, SetValue.Difference _ ->
                                    number(value, numbers(attribute));
                            case SetValue.ListAppend _ -> length(value, lengths(attribute));
                            case SetValue.IfNotExists(var same, var otherwise)
                                    when otherwise instanceof SetValue.ListAppend ->
                                    or(
                                            "attribute_exists(%s)".formatted(paths.spelled(same)),
                                            length(otherwise, lengths(attribute)));
                            case SetValue.Term _ -> ALWAYS;
                        });
    }

    /// Returns the condition for `ADD` to a number, or null if none is needed; an absent number
    /// counts as 0.
    @Nullable String added(Operand.FieldPath field, AttributeValue added) {
        var range = numbers(paths.last(field)).less(new BigDecimal(added.n()));
        return condition(field, absentOr(field, range.holds(BigDecimal.ZERO), of(field, range)));
    }

    private @Nullable String condition(Operand.FieldPath field, String condition) {
        return switch (condition) {
            case ALWAYS -> null;
            case NEVER -> {
                var path = paths.spelled(field);
                yield "(attribute_exists(%s) AND attribute_not_exists(%s))".formatted(path, path);
            }
            default -> condition;
        };
    }

    private static Range numbers(Attribute attribute) {
        return new Range(
                attribute.constraints().stream()
                        .map(Constraint::min)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                attribute.constraints().stream()
                        .map(Constraint::max)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static Range lengths(Attribute attribute) {
        return new Range(
                attribute.constraints().stream()
                        .map(Constraint::minItems)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .map(BigDecimal::valueOf)
                        .orElse(null),
                attribute.constraints().stream()
                        .map(Constraint::maxItems)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .map(BigDecimal::valueOf)
                        .orElse(null));
    }

    private String number(SetValue value, Range range) {
        return switch (value) {
            case SetValue.Sum(SetValue.Of(var given), var other) ->
                    number(other, range.less(number(given)));
            case SetValue.Sum(var other, SetValue.Of(var given)) ->
                    number(other, range.less(number(given)));
            case SetValue.Difference(SetValue.Of(var given), var other) ->
                    number(other, range.from(number(given)));
            case SetValue.Difference(var other, SetValue.Of(var given)) ->
                    number(other, range.less(number(given).negate()));
            case SetValue.Sum _, SetValue.Difference _, SetValue.ListAppend _ -> ALWAYS;
            case SetValue.Of(var given) -> range.holds(number(given)) ? ALWAYS : NEVER;
            case SetValue.OfField(var field) -> of(field, range);
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var other = number(otherwise, range);
                yield other.equals(ALWAYS)
                        ? absentOr(field, true, of(field, range))
                        : or(of(field, range), absentAnd(field, other));
            }
        };
    }

    private BigDecimal number(Value value) {
        return new BigDecimal(Objects.requireNonNull(values.read(value)).toString());
    }

    private String of(Operand.FieldPath field, Range range) {
        return between(
                paths.spelled(field),
                range.low() == null ? null : range.low().round(UP),
                range.high() == null ? null : range.high().round(DOWN));
    }

    private String length(SetValue value, Range range) {
        return switch (value) {
            case SetValue.ListAppend(var first, var second) -> {
                if (size(first) instanceof BigDecimal size) {
                    yield length(second, range.less(size));
                }
                yield size(second) instanceof BigDecimal size
                        ? length(first, range.less(size))
                        : ALWAYS;
            }
            case SetValue.OfField(var field) ->
                    absentOr(field, range.holds(BigDecimal.ZERO), ofSize(field, range));
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var other = length(otherwise, range);
                yield other.equals(ALWAYS)
                        ? absentOr(field, true, ofSize(field, range))
                        : or(ofSize(field, range), absentAnd(field, other));
            }
            case SetValue.Of _ -> range.holds(Objects.requireNonNull(size(value))) ? ALWAYS : NEVER;
            case SetValue.Sum _, SetValue.Difference _ -> ALWAYS;
        };
    }

    /// Returns the size of a list that is given, or null for any other value.
    private @Nullable BigDecimal size(SetValue value) {
        return switch (value) {
            case SetValue.Of(var given) ->
                    BigDecimal.valueOf(
                            values.read(given) instanceof List<?> list ? list.size() : 0);
            case SetValue.ListAppend(var first, var second)
                    when size(first) instanceof BigDecimal one
                            && size(second) instanceof BigDecimal other ->
                    one.add(other);
            case SetValue _ -> null;
        };
    }

    private String ofSize(Operand.FieldPath field, Range range) {
        var low = range.low();
        var high = range.high();
        return high != null && high.signum() < 0
                ? NEVER
                : between(
                        "size(%s)".formatted(paths.spelled(field)),
                        low == null || low.signum() <= 0 ? null : low,
                        high);
    }

    private String between(String operand, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low == null && high == null) {
            return ALWAYS;
        }
        if (low == null || high == null) {
            return low == null
                    ? operand + " <= " + placeholder(Objects.requireNonNull(high))
                    : operand + " >= " + placeholder(low);
        }
        return low.compareTo(high) > 0
                ? NEVER
                : "%s BETWEEN %s AND %s".formatted(operand, placeholder(low), placeholder(high));
    }

    private String placeholder(BigDecimal number) {
        return paths.placeholders().value(AttributeValue.fromN(number.toPlainString()));
    }

    private String absentOr(Operand.FieldPath field, boolean admitsAbsent, String condition) {
        if (admitsAbsent) {
            return or(condition, "attribute_not_exists(%s)".formatted(paths.spelled(field)));
        }
        return condition.equals(ALWAYS)
                ? "attribute_exists(%s)".formatted(paths.spelled(field))
                : condition;
    }

    private String absentAnd(Operand.FieldPath field, String condition) {
        return condition.equals(NEVER)
                ? NEVER
                : "(attribute_not_exists(%s) AND %s)".formatted(paths.spelled(field), condition);
    }

    private static String or(String one, String other) {
        if (one.equals(ALWAYS) || other.equals(ALWAYS)) {
            return ALWAYS;
        }
        if (one.equals(NEVER)) {
            return other;
        }
        return other.equals(NEVER) ? one : "(%s OR %s)".formatted(one, other);
    }
}
