// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// Checks a condition on the items of one type.
public final class ConditionCheck {
    private final Map<String, ObjectShape> shapes;
    private final ObjectShape shape;
    private final ValueBinder values;
    private final ExpressionLocation location;
    private final Use use;
    private final BiPredicate<Operand.FieldPath, Attribute> readable;

    /// The purpose of a condition.
    public enum Use {
        FILTER("a filter", "filter on a field that the item itself holds"),
        CONDITION("a condition", "name a field that the item itself holds"),
        /// The condition of a write, which can also compare two values.
        WRITE("a condition", "name a field that the item itself holds");

        private final String what;
        private final String fix;

        Use(String what, String fix) {
            this.what = what;
            this.fix = fix;
        }
    }

    /// @param shape the shape of the items
    /// @param readable whether a condition can read the attribute of a field; it reports a problem
    ///   if not
    public ConditionCheck(
            Map<String, ObjectShape> shapes,
            ObjectShape shape,
            ValueBinder values,
            ExpressionLocation location,
            Use use,
            BiPredicate<Operand.FieldPath, Attribute> readable) {
        this.shapes = shapes;
        this.shape = shape;
        this.values = values;
        this.location = location;
        this.use = use;
        this.readable = readable;
    }

    public void check(Condition condition) {
        switch (condition) {
            case Condition.And(var terms) -> terms.forEach(this::check);
            case Condition.Or(var terms) -> terms.forEach(this::check);
            case Condition.Not(var term) -> check(term);
            case Condition.Comparison(var left, var comparator, var right) -> {
                compare(List.of(left, right));
                if (comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL) {
                    checkMember(left, right);
                    checkMember(right, left);
                }
            }
            case Condition.Between(var operand, var low, var high) ->
                    compare(List.of(operand, low, high));
            case Condition.In(var operand, var options) -> {
                if (!(operand instanceof Value)) {
                    compare(List.of(operand));
                }
                options.forEach(option -> {
                    compare(List.of(operand, option));
                    checkMember(operand, option);
                });
            }
            case Condition.InList(var field, var list) -> checkList(field, list);
            case Condition.AttributeExists(var field) -> attribute(field);
            case Condition.AttributeNotExists(var field) -> attribute(field);
            case Condition.BeginsWith(var field, var prefix) -> compare(List.of(field, prefix));
            case Condition.Contains(var field, var operand) -> contains(field, operand);
        }
    }

    /// A field or its size, with the kind that compared values must fit.
    private record Measure(String name, ScalarKind kind) {}

    private void compare(List<Operand> operands) {
        Measure first = null;
        for (var operand : operands) {
            var measure = measure(operand);
            if (first == null) {
                first = measure;
            } else if (measure != null && !Scalars.comparable(measure.kind(), first.kind())) {
                location.report(
                        measure.name(),
                        "`%s` and `%s` have different types"
                                .formatted(first.name(), measure.name()),
                        "compare fields of the same type");
            } else if (measure != null && !Scalars.isAlike(measure.kind(), first.kind())) {
                location.report(
                        measure.name(),
                        "`%s` and `%s` are stored in different ways, so DynamoDB cannot compare them"
                                .formatted(first.name(), measure.name()),
                        "give both the same @attribute(as:, unit:)");
            }
        }
        if (operands.stream().allMatch(Value.class::isInstance)) {
            first = ofValues(operands);
        }
        for (var operand : operands) {
            if (operand instanceof Value value && first != null) {
                fit(value, first.name(), first.kind());
            }
        }
    }

    /// Returns what values that are compared with each other must fit: the first whose type is
    /// known.
    private @Nullable Measure ofValues(List<Operand> operands) {
        if (use != Use.WRITE) {
            location.report(
                    "the comparison uses no field",
                    "name a field of the item on one side, without $");
            return null;
        }
        if (operands.stream().allMatch(Value.Literal.class::isInstance)) {
            location.report(
                    "the comparison has the same result for every request",
                    "compare a field, an argument or a claim");
            return null;
        }
        for (var operand : operands) {
            if (operand instanceof Value.Reference value
                    && values.known(value) instanceof KnownValue known
                    && known.form() instanceof ValueShape.Scalar(var kind, _, _)) {
                return new Measure(ValueBinder.spell(value), kind);
            }
        }
        return null;
    }

    /// Returns null for a value, and if a problem was reported.
    private @Nullable Measure measure(Operand operand) {
        return switch (operand) {
            case Operand.FieldPath field -> {
                var kind = kind(field);
                yield kind == null ? null : new Measure(spell(field), kind);
            }
            case Operand.Size(var field) ->
                    attribute(field) == null
                            ? null
                            : new Measure("size(%s)".formatted(spell(field)), ScalarKind.INT);
            case Value _ -> null;
        };
    }

    private void fit(Value value, String name, ScalarKind kind) {
        var fit = values.fit(value, name, kind);
        if (fit != null && fit.nullable() && use != Use.FILTER) {
            location.report(
                    ValueBinder.spell(value),
                    "`%s` can be null, but %s needs a value"
                            .formatted(ValueBinder.spell(value), use.what),
                    "make it non-null");
        }
    }

    private void checkList(Operand.FieldPath field, Value.Reference list) {
        if (use != Use.FILTER) {
            location.report(
                    spell(field),
                    use.what + " cannot use IN with a list",
                    "list the values one by one, as in %s IN ($one, $other)"
                            .formatted(spell(field)));
            return;
        }
        var kind = kind(field);
        var bounded = kind == null ? null : values.list(list, spell(field), kind);
        if (bounded != null && bounded.maxItems() > DynamoDbQuotas.IN_VALUES) {
            location.report(
                    ValueBinder.spell(list),
                    "`%s` can have %d values, but IN compares at most %d"
                            .formatted(
                                    ValueBinder.spell(list),
                                    bounded.maxItems(),
                                    DynamoDbQuotas.IN_VALUES),
                    "give it @constraint(maxItems: %d)".formatted(DynamoDbQuotas.IN_VALUES));
        }
    }

    private void checkMember(Operand operand, Operand other) {
        if (operand instanceof Operand.FieldPath field
                && other instanceof Value value
                && attribute(field) instanceof Attribute attribute
                && attribute.type() instanceof AttributeType.Scalar(var kind)) {
            values.checkMember(value, spell(field), kind);
        }
    }

    private void contains(Operand.FieldPath field, Operand operand) {
        var attribute = attribute(field);
        var kind =
                switch (attribute == null ? null : attribute.type()) {
                    case AttributeType.Scalar(var text) -> text;
                    case AttributeType.SetOf(var element, _) -> element;
                    case AttributeType.ListOf(AttributeType.Scalar(var element), _, _) -> element;
                    case AttributeType.ListOf _, AttributeType.Embedded _ -> null;
                    case null -> null;
                };
        if (attribute != null && kind == null) {
            location.report(
                    spell(field),
                    "`%s` holds objects, which contains cannot compare".formatted(spell(field)),
                    "use contains on a string, a set or a list of scalars");
        } else if (kind != null && operand instanceof Value value) {
            fit(value, spell(field), kind);
            values.checkMember(value, spell(field), kind);
        }
    }

    private @Nullable ScalarKind kind(Operand.FieldPath field) {
        var attribute = attribute(field);
        if (attribute == null) {
            return null;
        }
        if (attribute.type() instanceof AttributeType.Scalar(var kind)) {
            return kind;
        }
        location.report(
                spell(field),
                "`%s` is not a scalar".formatted(spell(field)),
                "compare a scalar field, or use contains, size or attribute_exists");
        return null;
    }

    private @Nullable Attribute attribute(Operand.FieldPath field) {
        var first = attribute(shape, field, field.names().getFirst());
        if (first == null || !readable.test(field, first)) {
            return null;
        }
        var attribute = first;
        for (var name : field.names().subList(1, field.names().size())) {
            var inside =
                    attribute.type() instanceof AttributeType.Embedded(var type)
                            ? shapes.get(type)
                            : null;
            var next = inside == null ? null : attribute(inside, field, name);
            if (next == null) {
                return null;
            }
            attribute = next;
        }
        return attribute;
    }

    private @Nullable Attribute attribute(ObjectShape in, Operand.FieldPath field, String name) {
        var attribute = in.attribute(name);
        if (attribute == null) {
            location.report(
                    spell(field),
                    "`%s` has no stored field `%s`".formatted(in.type(), name),
                    NearNames.fix(name, in.attributes().keySet(), use.fix));
        }
        return attribute;
    }

    public static String spell(Operand.FieldPath field) {
        return String.join(".", field.names());
    }
}
