// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.NestedAttributes;
import dev.sluice.internal.schema.KeyField;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The clauses of one UpdateExpression, and what is known of each attribute that they change.
public final class UpdateChanges {
    private final Placeholders placeholders;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private final Map<String, AttributeValue> present = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> needed = new TreeSet<>();
    private final List<IntRange> headrooms = new ArrayList<>();
    private final List<String> requirements = new ArrayList<>();
    private final List<SetRoom> rooms = new ArrayList<>();

    public UpdateChanges(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// Sets a whole attribute, or removes it if the value is null.
    void assign(String attribute, @Nullable AttributeValue value) {
        write(placeholders.name(attribute), value);
        if (value == null) {
            absent.add(attribute);
        } else {
            present.put(attribute, value);
        }
    }

    /// Sets a part of an attribute, or removes it if the value is null.
    ///
    /// @param names of the attribute, and of those inside it
    void assignPart(List<String> names, String path, @Nullable AttributeValue value) {
        write(path, value);
        unknown.add(names.getFirst());
        parts.add(new Part(names, value));
    }

    /// A change inside an attribute.
    private record Part(List<String> names, @Nullable AttributeValue value) {}

    private void write(String path, @Nullable AttributeValue value) {
        if (value == null) {
            removes.add(path);
        } else {
            sets.add(path + " = " + placeholders.value(value));
        }
    }

    /// Sets the attribute, or the part of it at the path, to what DynamoDB computes from the
    /// operand.
    void compute(String attribute, String path, String operand) {
        sets.add(path + " = " + operand);
        unknown.add(attribute);
    }

    void add(String attribute, String path, AttributeValue value) {
        adds.add(path + " " + placeholders.value(value));
        unknown.add(attribute);
    }

    void delete(String attribute, String path, AttributeValue value) {
        deletes.add(path + " " + placeholders.value(value));
        unknown.add(attribute);
    }

    /// Records the value that a computed attribute will have.
    void reveal(String attribute, AttributeValue value) {
        unknown.remove(attribute);
        present.put(attribute, value);
    }

    /// Requires a value at the path. Without one, DynamoDB rejects the expression.
    void need(String path) {
        needed.add(path);
    }

    public Set<String> needed() {
        return needed;
    }

    /// Requires room in the attribute for what is added to it.
    void fit(IntRange headroom) {
        headrooms.add(headroom);
    }

    public List<IntRange> headrooms() {
        return headrooms;
    }

    /// Adds a change if there is none. A transaction rejects an update without a change, and an
    /// upsert creates an item even if it sets nothing.
    public void changeSomething() {
        if (expression() == null) {
            removes.add(placeholders.name(FieldPaths.NO_ITEM));
        }
    }

    /// Requires the condition to hold too.
    void require(@Nullable String condition) {
        if (condition != null) {
            requirements.add(condition);
        }
    }

    public List<String> requirements() {
        return requirements;
    }

    /// Requires room in the set for what is added, or enough elements for what is deleted.
    void fit(@Nullable SetRoom room) {
        if (room != null) {
            rooms.add(room);
        }
    }

    public List<SetRoom> rooms() {
        return rooms;
    }

    boolean touches(String attribute) {
        return present.containsKey(attribute)
                || absent.contains(attribute)
                || unknown.contains(attribute);
    }

    /// Returns the expression, or null if nothing changes.
    public @Nullable String expression() {
        var clauses =
                Stream.of(
                                clause("SET ", sets),
                                clause("REMOVE ", removes),
                                clause("ADD ", adds),
                                clause("DELETE ", deletes))
                        .filter(clause -> !clause.isEmpty())
                        .collect(Collectors.joining(" "));
        return clauses.isEmpty() ? null : clauses;
    }

    /// Returns whether a field of a key, or an object that contains it, gets a value or is removed.
    boolean touches(KeyField field) {
        var own = field.own().name();
        return present.containsKey(own)
                || absent.contains(own)
                || parts.stream()
                        .map(Part::names)
                        .anyMatch(part ->
                                part.size() <= field.names().size()
                                        && field.names().subList(0, part.size()).equals(part));
    }

    /// Makes the changes whose results are known.
    void apply(Map<String, AttributeValue> attributes) {
        attributes.putAll(present);
        attributes.keySet().removeAll(absent);
        parts.forEach(part -> NestedAttributes.set(attributes, part.names(), part.value()));
    }

    /// Returns the attributes that have these values afterwards.
    public Map<String, AttributeValue> present() {
        return present;
    }

    /// Returns the attributes that are absent afterwards.
    public Set<String> absent() {
        return absent;
    }

    /// Returns the attributes whose values only DynamoDB knows afterwards.
    public Set<String> unknown() {
        return unknown;
    }

    private static String clause(String keyword, List<String> actions) {
        return actions.isEmpty() ? "" : keyword + String.join(", ", actions);
    }
}
