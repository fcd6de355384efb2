// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Constraint;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The size that a set may have before elements are added or deleted, so that it meets its
/// constraint afterwards.
///
/// The size can prove that there is room. It cannot prove that there is none, because some elements
/// may already be in the set, or may not be in it; only the item itself shows that.
///
/// @param given the elements that are added or deleted
/// @param adds whether they are added
/// @param least the smallest size after the change, inclusive
/// @param most the largest size after the change, inclusive
public record SetRoom(String attribute, AttributeValue given, boolean adds, int least, int most) {

    /// Returns null if no change of the set can violate its constraint.
    static @Nullable SetRoom of(Attribute attribute, AttributeValue given, boolean adds) {
        var most = bounds(attribute, adds ? Constraint::maxItems : _ -> null).min(Integer::compare);
        var least = bounds(attribute, Constraint::minItems).max(Integer::compare);
        return most.isEmpty() && least.isEmpty()
                ? null
                : new SetRoom(
                        attribute.name(),
                        given,
                        adds,
                        least.orElse(0),
                        most.orElse(Integer.MAX_VALUE));
    }

    private static Stream<Integer> bounds(
            Attribute attribute, Function<Constraint, @Nullable Integer> bound) {
        return attribute.constraints().stream().map(bound).filter(Objects::nonNull);
    }

    /// Returns whether the size of the item's set proves that there is room.
    public boolean admits(Map<String, AttributeValue> item) {
        var size = elements(item.get(attribute)).size();
        return size == 0 ? admitsAbsent() : size >= low() && size <= high();
    }

    /// Returns whether the set's size is within its bounds after the change.
    public boolean fits(Map<String, AttributeValue> item) {
        var elements = elements(item.get(attribute));
        if (elements.isEmpty() && !adds) {
            return true;
        }
        if (adds) {
            elements.addAll(elements(given));
        } else {
            elements.removeAll(elements(given));
        }
        return elements.size() >= least && elements.size() <= most;
    }

    /// @param found the item as it was when its size did not prove that there is room, or null
    public String condition(
            Placeholders placeholders, @Nullable Map<String, AttributeValue> found) {
        var name = placeholders.name(attribute);
        var set = found == null ? null : found.get(attribute);
        if (found != null && set != null && fits(found)) {
            return "%s = %s".formatted(name, placeholders.value(set));
        }
        var absent = "attribute_not_exists(%s)".formatted(name);
        if (low() > high()) {
            return admitsAbsent() ? absent : "(%s AND NOT %s)".formatted(absent, absent);
        }
        var there =
                high() == Integer.MAX_VALUE
                        ? "size(%s) >= %s".formatted(name, placeholders.value(number(low())))
                        : "size(%s) BETWEEN %s AND %s"
                                .formatted(
                                        name,
                                        placeholders.value(number(low())),
                                        placeholders.value(number(high())));
        return admitsAbsent() ? "(%s OR %s)".formatted(absent, there) : there;
    }

    private boolean admitsAbsent() {
        var size = elements(given).size();
        return !adds || (size >= least && size <= most);
    }

    private int low() {
        return adds ? least : least + elements(given).size();
    }

    private int high() {
        return adds && most < Integer.MAX_VALUE ? most - elements(given).size() : most;
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(Math.max(0, number)));
    }

    /// Returns an empty set if the attribute is absent.
    private static Set<Object> elements(@Nullable AttributeValue set) {
        if (set == null) {
            return new HashSet<>();
        }
        List<?> elements =
                set.hasNs()
                        ? set.ns().stream()
                                .map(number -> new BigDecimal(number).stripTrailingZeros())
                                .toList()
                        : set.hasBs() ? set.bs() : set.ss();
        return new HashSet<>(elements);
    }
}
