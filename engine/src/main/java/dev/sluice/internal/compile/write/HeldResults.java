// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.shape.HeldAtStart;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Refuses updates whose result neither the engine nor a condition can check against the
/// constraints of the field. A condition cannot add two fields, and does not support patterns.
final class HeldResults {
    private final StoredFields fields;
    private final ExpressionLocation location;

    HeldResults(StoredFields fields, ExpressionLocation location) {
        this.fields = fields;
        this.location = location;
    }

    /// @param value the compiled value
    void check(Attribute target, SetValue value) {
        if (target.constraints().isEmpty()) {
            return;
        }
        switch (value) {
            case SetValue.Of(var given) -> literal(target, given);
            case SetValue.OfField(var field) ->
                    copy(target, field, target.constraints(), constraints(field));
            case SetValue.IfNotExists(var field, var otherwise) -> {
                copy(target, field, target.constraints(), constraints(field));
                check(target, otherwise);
            }
            case SetValue.ListAppend(var first, var second) -> append(target, first, second);
            case SetValue.Sum(var left, var right) -> {
                if (!isGiven(left) && !isGiven(right)) {
                    var one = range(left);
                    var other = range(right);
                    contain(target, sum(one.low(), other.low()), sum(one.high(), other.high()));
                }
            }
            case SetValue.Difference(var left, var right) -> {
                if (!isGiven(left) && !isGiven(right)) {
                    var one = range(left);
                    var other = range(right);
                    contain(
                            target,
                            sum(one.low(), negated(other.high())),
                            sum(one.high(), negated(other.low())));
                }
            }
        }
    }

    private void literal(Attribute target, Value given) {
        if (target.type() instanceof AttributeType.Scalar) {
            HeldAtStart.check(
                    location,
                    ValueBinder.spell(given),
                    given,
                    target.field(),
                    target.constraints());
        }
    }

    private void copy(
            Attribute target,
            Operand.FieldPath field,
            List<Constraint> asked,
            List<Constraint> given) {
        var missing = HeldAtStart.missing(asked, given);
        if (missing != null) {
            var spelled = StoredFields.spell(field);
            location.report(
                    spelled,
                    "`%s` may hold a value that `%s` does not allow: it does not have @constraint(%s)"
                            .formatted(spelled, target.field(), missing),
                    "give `%s` the same constraint, or read the item with @getItem(as:) and SET its value"
                            .formatted(spelled));
        }
    }

    private void append(Attribute target, SetValue.Term first, SetValue.Term second) {
        if (target.constraints().stream().anyMatch(each -> each.unique() != null)) {
            location.report(
                    "list_append",
                    "DynamoDB cannot check whether an element is already in `%s`"
                            .formatted(target.field()),
                    "SET the whole list, or remove unique");
        }
        var ofElements = target.constraints().stream().map(HeldResults::ofElements).toList();
        Stream.of(first, second).forEach(term -> elements(target, term, ofElements));
        if (!isGiven(first) && !isGiven(second)) {
            var longest = longest(target.constraints());
            var one = longest(first);
            var other = longest(second);
            if (longest != null && (one == null || other == null || one + other > longest)) {
                location.report(
                        "list_append",
                        "no condition can check how long both lists are together, and `%s` holds at most %d items"
                                .formatted(target.field(), longest),
                        "append a value, or bound both fields with @constraint(maxItems:)");
            }
        }
    }

    private void elements(Attribute target, SetValue.Term term, List<Constraint> ofElements) {
        switch (term) {
            case SetValue.OfField(var field) -> copy(target, field, ofElements, constraints(field));
            case SetValue.IfNotExists(var field, var otherwise) -> {
                copy(target, field, ofElements, constraints(field));
                elements(target, otherwise, ofElements);
            }
            case SetValue.ListAppend(var first, var second) -> {
                elements(target, first, ofElements);
                elements(target, second, ofElements);
            }
            case SetValue.Of _ -> {}
        }
    }

    private static Constraint ofElements(Constraint of) {
        return new Constraint(
                of.min(),
                of.max(),
                of.minLength(),
                of.maxLength(),
                of.pattern(),
                of.lowercase(),
                null,
                null,
                null);
    }

    private @Nullable Long longest(SetValue.Term term) {
        return switch (term) {
            case SetValue.Of _ -> null;
            case SetValue.OfField(var field) -> longest(constraints(field));
            case SetValue.IfNotExists(var field, var otherwise) ->
                    larger(longest(constraints(field)), longest(otherwise));
            case SetValue.ListAppend(var first, var second) -> {
                var one = longest(first);
                var other = longest(second);
                yield one == null || other == null ? null : (Long) (one + other);
            }
        };
    }

    private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Math.max(one, other);
    }

    private static @Nullable Long longest(List<Constraint> constraints) {
        return constraints.stream()
                .map(Constraint::maxItems)
                .filter(Objects::nonNull)
                .min(Integer::compare)
                .map(Integer::longValue)
                .orElse(null);
    }

    private static boolean isGiven(SetValue.Term term) {
        return term instanceof SetValue.Of;
    }

    /// @param low null if it has no lower limit
    /// @param high null if it has no upper limit
    private record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {}

    private Range range(SetValue.Term term) {
        return switch (term) {
            case SetValue.Of(Value.Literal(Number number)) -> {
                var exact = new BigDecimal(number.toString());
                yield new Range(exact, exact);
            }
            case SetValue.Of _, SetValue.ListAppend _ -> new Range(null, null);
            case SetValue.OfField(var field) -> range(constraints(field));
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var one = range(constraints(field));
                var other = range(otherwise);
                yield new Range(
                        one.low() == null || other.low() == null
                                ? null
                                : one.low().min(other.low()),
                        one.high() == null || other.high() == null
                                ? null
                                : one.high().max(other.high()));
            }
        };
    }

    private static Range range(List<Constraint> constraints) {
        return new Range(HeldAtStart.low(constraints), HeldAtStart.high(constraints));
    }

    private void contain(Attribute target, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        var asked = range(target.constraints());
        var holds =
                (asked.low() == null || (low != null && low.compareTo(asked.low()) >= 0))
                        && (asked.high() == null
                                || (high != null && high.compareTo(asked.high()) <= 0));
        if (!holds) {
            location.report(
                    target.field(),
                    "no condition can check the result of two fields, and `%s` has @constraint(min:) or (max:)"
                            .formatted(target.field()),
                    "compute it from one field and a value, or bound both fields");
        }
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.add(other);
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal number) {
        return number == null ? null : number.negate();
    }

    private List<Constraint> constraints(Operand.FieldPath field) {
        var found = fields.find(field);
        return found == null ? List.of() : found.attribute().constraints();
    }
}
