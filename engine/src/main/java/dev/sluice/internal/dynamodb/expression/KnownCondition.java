// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Evaluates a condition on known fields, as DynamoDB would.
///
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference".
///
/// @param fields returns a field's value as `ScalarKind` defines it in Java, binary as `byte[]`, a
///   list or set as a `List`; null if it is absent
/// @param has whether the attribute of a field exists
/// @param resolved returns a value as `ScalarKind` defines it in Java, or null
public record KnownCondition(
        Function<Operand.FieldPath, @Nullable Object> fields,
        Predicate<Operand.FieldPath> has,
        Function<Value, @Nullable Object> resolved) {

    /// Returns a test of the fields of an item that was read.
    public static KnownCondition of(
            Item item, FieldPaths paths, Function<Value, @Nullable Object> resolved) {
        var fields = new ItemFields(item, paths);
        return new KnownCondition(fields::value, fields::has, resolved);
    }

    /// Returns whether an item was found and meets a condition of its type.
    ///
    /// @param condition null if the item only has to be there
    /// @param shapes the shape of every embedded type, by type name
    public static boolean isMet(
            @Nullable Condition condition,
            @Nullable Item found,
            Target target,
            Map<String, ObjectShape> shapes,
            Function<Value, @Nullable Object> resolved) {
        return found != null
                && (condition == null
                        || of(found, new FieldPaths(target, shapes, new Placeholders()), resolved)
                                .holds(condition));
    }

    /// A comparison with an absent value, such as a claim, never holds, also inside `NOT`.
    public boolean holds(Condition condition) {
        return switch (new GivenTerms(resolved).withoutAbsent(condition)) {
            case ReducedCondition.Decided(boolean holds) -> holds;
            case ReducedCondition.Open(var open) -> test(open);
        };
    }

    private boolean test(Condition condition) {
        return switch (condition) {
            case Condition.And(var terms) -> terms.stream().allMatch(this::test);
            case Condition.Or(var terms) -> terms.stream().anyMatch(this::test);
            case Condition.Not(var term) -> !test(term);
            case Condition.Comparison(var left, var comparator, var right) ->
                    compares(value(left), comparator, value(right));
            case Condition.Between(var operand, var low, var high) ->
                    compares(value(operand), Comparator.GREATER_OR_EQUAL, value(low))
                            && compares(value(operand), Comparator.LESS_OR_EQUAL, value(high));
            case Condition.In(var operand, var options) ->
                    options.stream()
                            .anyMatch(option ->
                                    compares(value(operand), Comparator.EQUAL, value(option)));
            case Condition.InList _ ->
                    throw new IllegalArgumentException("IN with a list belongs to a key");
            case Condition.AttributeExists(var field) -> has.test(field);
            case Condition.AttributeNotExists(var field) -> !has.test(field);
            case Condition.BeginsWith(var field, var prefix) ->
                    text(value(field)) instanceof String text
                            && text(value(prefix)) instanceof String start
                            && text.startsWith(start);
            case Condition.Contains(var field, var operand) ->
                    contains(value(field), value(operand));
        };
    }

    private @Nullable Object value(Operand operand) {
        return switch (operand) {
            case Operand.FieldPath field -> fields.apply(field);
            case Operand.Size(var field) -> size(fields.apply(field));
            case Value value -> resolved.apply(value);
        };
    }

    /// An absent field is different from every value, and neither below nor above it.
    private static boolean compares(
            @Nullable Object left, Comparator comparator, @Nullable Object right) {
        var order = left == null || right == null ? null : order(left, right);
        return order == null ? comparator == Comparator.NOT_EQUAL : comparator.holds(order);
    }

    /// Returns null if the two have different types, or differ and have no order.
    private static @Nullable Integer order(Object left, Object right) {
        return switch (left) {
            case Number one when right instanceof Number other ->
                    exact(one).compareTo(exact(other));
            case Instant one ->
                    instant(right) instanceof Instant other ? one.compareTo(other) : null;
            case String one when right instanceof Instant other ->
                    instant(one) instanceof Instant time ? time.compareTo(other) : null;
            case String one when right instanceof String other -> KeyText.compareUtf8(one, other);
            case byte[] one -> Arrays.compareUnsigned(one, bytes(right));
            case Object _ when right instanceof byte[] other ->
                    Arrays.compareUnsigned(bytes(left), other);
            default -> left.equals(right) ? 0 : null;
        };
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        return part != null
                && switch (whole) {
                    case List<?> elements ->
                            elements.stream()
                                    .anyMatch(element -> compares(element, Comparator.EQUAL, part));
                    case null, default ->
                            text(whole) instanceof String text
                                    && text(part) instanceof String inside
                                    && text.contains(inside);
                };
    }

    private static @Nullable Integer size(@Nullable Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case Instant time -> TimePrecision.MILLISECONDS.text(time).length();
            case byte[] bytes -> bytes.length;
            case List<?> elements -> elements.size();
            case Map<?, ?> members -> members.size();
            case null, default -> null;
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Instant time -> TimePrecision.MILLISECONDS.text(time);
            case null, default -> null;
        };
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    private static @Nullable Instant instant(Object value) {
        try {
            return switch (value) {
                case Instant time -> time;
                case String text -> Instant.parse(text);
                default -> null;
            };
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : Base64.getDecoder().decode(value.toString());
    }
}
