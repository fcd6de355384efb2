// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.Attribute;
import dev.sluice.schema.AttributeType;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.ScalarKind;
import dev.sluice.schema.Target;
import dev.sluice.schema.expression.Condition;
import dev.sluice.schema.expression.Operand;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Spells conditions as DynamoDB does, and collects the placeholders they use.
///
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference".
final class ConditionRenderer {
    private final Target target;
    private final Map<String, ObjectShape> shapes;
    private final Function<Value, @Nullable Object> resolved;
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    ConditionRenderer(
            Target target,
            Map<String, ObjectShape> shapes,
            Function<Value, @Nullable Object> resolved) {
        this.target = target;
        this.shapes = shapes;
        this.resolved = resolved;
    }

    /// Attribute names by placeholder.
    Map<String, String> names() {
        return placeholders.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// Values by placeholder.
    Map<String, AttributeValue> values() {
        return values;
    }

    String render(Condition condition) {
        return switch (condition) {
            case Condition.Comparison(var left, var comparator, var right) -> {
                var kind = kind(left, right);
                yield operand(left, kind) + " " + comparator.symbol() + " " + operand(right, kind);
            }
            case Condition.Between(var operand, var low, var high) -> {
                var kind = kind(operand, low, high);
                yield "%s BETWEEN %s AND %s"
                        .formatted(operand(operand, kind), operand(low, kind), operand(high, kind));
            }
            case Condition.In(var operand, var options) -> {
                var kind =
                        kind(
                                Stream.concat(Stream.of(operand), options.stream())
                                        .toArray(Operand[]::new));
                yield operand(operand, kind)
                        + options.stream()
                                .map(option -> operand(option, kind))
                                .collect(Collectors.joining(", ", " IN (", ")"));
            }
            case Condition.InList _ ->
                    throw new IllegalArgumentException("IN with a list belongs to a key");
            case Condition.And(var terms) -> joined(terms, " AND ");
            case Condition.Or(var terms) -> joined(terms, " OR ");
            case Condition.Not(var term) -> "NOT (" + render(term) + ")";
            case Condition.AttributeExists(var field) -> "attribute_exists(" + path(field) + ")";
            case Condition.AttributeNotExists(var field) ->
                    "attribute_not_exists(" + path(field) + ")";
            case Condition.BeginsWith(var field, var prefix) ->
                    "begins_with(%s, %s)".formatted(path(field), operand(prefix, kind(field)));
            case Condition.Contains(var field, var operand) ->
                    "contains(%s, %s)".formatted(path(field), operand(operand, kind(field)));
        };
    }

    private String joined(List<Condition> terms, String operator) {
        return terms.stream().map(this::render).collect(Collectors.joining(operator, "(", ")"));
    }

    private String operand(Operand operand, @Nullable ScalarKind kind) {
        return switch (operand) {
            case Operand.FieldPath field -> path(field);
            case Operand.Size(var field) -> "size(" + path(field) + ")";
            case Value value -> value(value, kind);
        };
    }

    private String value(Value value, @Nullable ScalarKind kind) {
        String placeholder = ":v" + values.size();
        var plain = resolved.apply(value);
        values.put(
                placeholder,
                plain == null
                        ? AttributeValue.fromNul(true)
                        : ScalarEncoder.encode(kind == null ? ScalarKind.JSON : kind, plain));
        return placeholder;
    }

    private String path(Operand.FieldPath field) {
        return attributes(field).stream()
                .map(Attribute::name)
                .map(name -> placeholders.computeIfAbsent(name, _ -> "#n" + placeholders.size()))
                .collect(Collectors.joining("."));
    }

    /// The kind that values have beside these operands: that of the first that is a field.
    private @Nullable ScalarKind kind(Operand... operands) {
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.FieldPath field -> {
                    return kind(attributes(field).getLast().type());
                }
                case Operand.Size _ -> {
                    return ScalarKind.INT;
                }
                case Value _ -> {}
            }
        }
        return null;
    }

    private static @Nullable ScalarKind kind(AttributeType type) {
        return switch (type) {
            case AttributeType.Scalar(ScalarKind kind) -> kind;
            case AttributeType.ListOf list -> kind(list.element());
            case AttributeType.SetOf set -> set.element();
            case AttributeType.Embedded _ -> null;
        };
    }

    private List<Attribute> attributes(Operand.FieldPath field) {
        var attributes = new ArrayList<Attribute>();
        attributes.add(attribute(field.names().getFirst()));
        for (String name : field.names().subList(1, field.names().size())) {
            if (!(attributes.getLast().type() instanceof AttributeType.Embedded(String type))) {
                throw new IllegalArgumentException(name + " is a field of no object");
            }
            var shape = Objects.requireNonNull(shapes.get(type), type);
            attributes.add(required(shape.attribute(name), name));
        }
        return attributes;
    }

    private Attribute attribute(String field) {
        return required(
                target.members().stream()
                        .map(member -> member.shape().attribute(field))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                field);
    }

    private Attribute required(@Nullable Attribute attribute, String field) {
        if (attribute == null) {
            throw new IllegalArgumentException(target.type() + " stores no field " + field);
        }
        return attribute;
    }
}
