// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Checks a value against the constraints of the field that stores it, and of its scalar.
public final class StoredCheck {
    private final Map<String, ObjectShape> shapes;

    /// @param shapes the shape of every embedded type, by type name
    public StoredCheck(Map<String, ObjectShape> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    /// Returns the value as the field stores it, lower-cased if the schema says so. Returns the
    /// same object if nothing changes.
    ///
    /// @param value as JSON has it, or as `ScalarKind` defines it in Java; null is not checked
    /// @param path the path of the value, for the refusal
    /// @throws Refusal BAD_USER_INPUT with the path and the constraint that is not met
    public @Nullable Object held(Attribute attribute, @Nullable Object value, String path) {
        return value == null
                ? null
                : held(attribute.type(), attribute.constraints(), value, path, true);
    }

    /// Like `held`, for elements that are added to a list or a set. Does not check the number of
    /// elements, because it is not known yet.
    public @Nullable Object added(Attribute attribute, @Nullable Object value, String path) {
        return value == null
                ? null
                : held(attribute.type(), attribute.constraints(), value, path, false);
    }

    /// Returns elements that are deleted from a set, as the set stores them. Does not check them
    /// against constraints.
    public static @Nullable Object deleted(Attribute attribute, @Nullable Object value) {
        return value instanceof List<?> elements
                        && attribute.constraints().stream().anyMatch(Constraint::lowercase)
                ? elements.stream()
                        .map(element ->
                                element instanceof String text
                                        ? text.toLowerCase(Locale.ROOT)
                                        : element)
                        .toList()
                : value;
    }

    /// Applies `held` to each field of an object.
    ///
    /// @param path of the object, or empty
    public Map<?, ?> members(ObjectShape shape, Map<?, ?> object, String path) {
        var held = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        var changed = false;
        for (var member : object.entrySet()) {
            var value = member.getValue();
            var attribute = shape.attribute(String.valueOf(member.getKey()));
            var at = path.isEmpty() ? "" + member.getKey() : path + "." + member.getKey();
            var kept = attribute == null ? value : held(attribute, value, at);
            held.put(member.getKey(), kept);
            changed |= !Objects.equals(kept, value);
        }
        return changed ? held : object;
    }

    private Object held(
            AttributeType type,
            List<Constraint> constraints,
            Object value,
            String path,
            boolean whole) {
        return switch (type) {
            case AttributeType.Scalar(var kind) -> scalar(kind, constraints, value, path);
            case AttributeType.ListOf list when value instanceof List<?> given -> {
                var elements = elements(list.element(), constraints, given, path);
                if (whole) {
                    constraints.forEach(each -> ConstraintCheck.list(each, elements, path));
                }
                yield elements;
            }
            case AttributeType.SetOf set when value instanceof List<?> given -> {
                var element = new AttributeType.Scalar(set.element());
                var elements = distinct(elements(element, constraints, given, path));
                if (whole) {
                    constraints.forEach(each -> ConstraintCheck.list(each, elements, path));
                }
                yield elements;
            }
            case AttributeType.Embedded(var name) when value instanceof Map<?, ?> object ->
                    members(Objects.requireNonNull(shapes.get(name), name), object, path);
            case AttributeType.ListOf _, AttributeType.SetOf _, AttributeType.Embedded _ -> value;
        };
    }

    private List<?> elements(
            AttributeType type, List<Constraint> constraints, List<?> given, String path) {
        var elements = new ArrayList<@Nullable Object>();
        var changed = false;
        for (int i = 0; i < given.size(); i++) {
            var element = given.get(i);
            var kept =
                    element == null
                            ? null
                            : held(type, constraints, element, path + "[" + i + "]", true);
            elements.add(kept);
            changed |= !Objects.equals(kept, element);
        }
        return changed ? elements : given;
    }

    /// A set has each element once.
    private static List<?> distinct(List<?> elements) {
        var seen = new HashSet<@Nullable Object>();
        var distinct =
                elements.stream()
                        .filter(element ->
                                seen.add(
                                        element instanceof Number
                                                        && number(element)
                                                                instanceof BigDecimal exact
                                                ? exact.stripTrailingZeros()
                                                : element))
                        .toList();
        return distinct.size() == elements.size() ? elements : distinct;
    }

    /// All constraints normalize the text before any of them checks it.
    private static Object scalar(
            ScalarKind kind, List<Constraint> constraints, Object value, String path) {
        return switch (kind) {
            case STRING, ID, ENUM, BINARY ->
                    value instanceof String text ? text(constraints, text, path) : value;
            case INT, FLOAT, DECIMAL -> {
                if (!constraints.isEmpty() && number(value) instanceof BigDecimal number) {
                    constraints.forEach(
                            each -> ConstraintCheck.require(each.ofNumber(number), path));
                }
                yield value;
            }
            case DATE_TIME,
                    DATE_TIME_SECONDS,
                    DATE,
                    EPOCH_SECONDS,
                    EPOCH_MILLISECONDS,
                    BOOLEAN,
                    JSON ->
                    value;
        };
    }

    private static String text(List<Constraint> constraints, String given, String path) {
        var text = given;
        for (var constraint : constraints) {
            text = constraint.normalized(text);
        }
        for (var constraint : constraints) {
            ConstraintCheck.require(constraint.ofText(text), path);
        }
        return text.equals(given) ? given : text;
    }

    /// Returns null if the value is not a number. A Decimal may be a text.
    private static @Nullable BigDecimal number(Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
