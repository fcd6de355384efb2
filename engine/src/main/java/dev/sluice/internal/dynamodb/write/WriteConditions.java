// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.ConditionReduction;
import dev.sluice.internal.dynamodb.expression.ConditionRenderer;
import dev.sluice.internal.dynamodb.expression.FieldPaths;
import dev.sluice.internal.dynamodb.expression.IntRange;
import dev.sluice.internal.dynamodb.expression.KnownCondition;
import dev.sluice.internal.dynamodb.expression.ReducedCondition;
import dev.sluice.internal.dynamodb.expression.SetRoom;
import dev.sluice.internal.dynamodb.expression.WriteValues;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The ConditionExpression of one write: first the engine's own conditions, then the schema's.
final class WriteConditions {
    private final WriteRequest request;
    private final StoredType type;
    private final WriteValues values;
    private final FieldPaths paths;
    private final KeyFields key;
    private final List<RecordCheck> records;
    private final PresenceConditions presence;
    private final List<String> clauses = new ArrayList<>();

    /// @param key the field values that the key of the item contains
    /// @param records checks that the item is a record that grants the caller access
    WriteConditions(
            WriteRequest request,
            WriteValues values,
            FieldPaths paths,
            KeyFields key,
            List<RecordCheck> records) {
        this.request = request;
        this.type = request.write().type();
        this.values = values;
        this.paths = paths;
        this.key = key;
        this.records = records;
        this.presence = new PresenceConditions(type, values, paths);
    }

    /// Returns the expression, or null if there is no condition.
    ///
    /// @param needed paths that must have a value
    /// @param headrooms the ranges of attributes to which something is added
    /// @param rooms the sizes of sets that change
    /// @param requirements further conditions that must hold
    @Nullable String render(
            Set<String> needed,
            List<IntRange> headrooms,
            List<SetRoom> rooms,
            List<String> requirements) {
        switch (request.write()) {
            case Write.Put put -> {
                if (!records.isEmpty()) {
                    clauses.addAll(presence.present());
                }
                if (put.replaces()) {
                    clauses.addAll(presence.replaceable());
                    accessible(true);
                } else {
                    clauses.add(presence.absent());
                }
            }
            case Write.Update update -> {
                clauses.addAll(
                        update.creates() && records.isEmpty()
                                ? presence.updatable()
                                : presence.present());
                accessible(update.creates());
                version(update.version());
                asSeen(update.seen());
            }
            case Write.Delete delete -> {
                clauses.addAll(presence.present());
                accessible(false);
                version(delete.version());
                asSeen(delete.seen());
            }
            case Write.Check check -> {
                clauses.addAll(presence.present());
                accessible(false);
                asSeen(check.seen());
            }
        }
        needed.forEach(path -> clauses.add("attribute_exists(%s)".formatted(path)));
        headrooms.forEach(room -> clauses.add(room.condition(paths.placeholders())));
        var found = request.found() == null ? null : request.found().attributes();
        rooms.forEach(room -> clauses.add(room.condition(paths.placeholders(), found)));
        clauses.addAll(requirements);
        records.stream()
                .map(record -> record.condition(paths.placeholders()))
                .filter(Objects::nonNull)
                .forEach(clauses::add);
        var condition = request.write().condition();
        if (condition != null) {
            if (startsFromNothing()) {
                holdsOfNoItem(condition);
            } else {
                holds(condition);
            }
        }
        return clauses.isEmpty() ? null : String.join(" AND ", clauses);
    }

    /// A put that may not replace an item starts from nothing, even if an expired item still
    /// exists.
    private boolean startsFromNothing() {
        return request.write() instanceof Write.Put put && !put.replaces();
    }

    private void holdsOfNoItem(Condition condition) {
        if (!new KnownCondition(_ -> null, _ -> false, values::read).holds(condition)) {
            clauses.add("attribute_exists(%s)".formatted(paths.nowhere()));
        }
    }

    /// @param orAbsent whether the condition also holds if there is no item
    private void accessible(boolean orAbsent) {
        if (request.access().isEmpty()) {
            return;
        }
        var ways = new ArrayList<String>();
        if (orAbsent) {
            ways.addAll(presence.vacancies());
        }
        request.access().forEach(way -> ways.add(grants(way)));
        clauses.add(joined(ways, " OR "));
    }

    private String grants(AccessCondition way) {
        var parts = new ArrayList<String>();
        if (way.owner() != null) {
            parts.add(names(way.owner(), new TreeSet<>(way.held())));
        }
        if (way.when() != null) {
            parts.add(ofItem(way.when()));
        }
        return joined(parts, " AND ");
    }

    private static String joined(List<String> parts, String operator) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().collect(Collectors.joining(operator, "(", ")"));
    }

    private void version(@Nullable Value version) {
        if (version == null) {
            return;
        }
        holds(isEqual(Objects.requireNonNull(type.version()), version));
    }

    private void asSeen(Write.@Nullable Seen seen) {
        if (seen == null) {
            return;
        }
        var item = Objects.requireNonNull(request.seen(), "nothing was seen");
        var fields =
                seen.byVersion() ? Set.of(Objects.requireNonNull(type.version())) : seen.fields();
        for (String field : new TreeSet<>(fields)) {
            if (!key.has(field)) {
                var name = attribute(field).name();
                equal(name, item.attribute(name));
            }
        }
    }

    private String names(String field, Set<String> held) {
        return switch (attribute(field).type()) {
            case AttributeType.ListOf(_, _, var most) -> contains(field, "L", most, held);
            case AttributeType.SetOf(_, var most) -> contains(field, "SS", most, held);
            case AttributeType.Scalar _, AttributeType.Embedded _ ->
                    ofItem(
                            held.size() == 1
                                    ? isEqual(field, new Value.Literal(held.iterator().next()))
                                    : new Condition.In(
                                            new Operand.FieldPath(List.of(field)),
                                            held.stream()
                                                    .<Operand>map(Value.Literal::new)
                                                    .toList()));
        };
    }

    /// Another application may have stored a text, of which a part would count as an element, or a
    /// list that is too long, which a read leaves out.
    private String contains(String field, String type, @Nullable Integer most, Set<String> held) {
        var name = name(attribute(field));
        var any =
                held.stream()
                        .map(text ->
                                "contains(%s, %s)"
                                        .formatted(name, placeholder(AttributeValue.fromS(text))))
                        .collect(Collectors.joining(" OR "));
        var fits =
                most == null
                        ? ""
                        : " AND size(%s) <= %s"
                                .formatted(name, placeholder(AttributeValue.fromN("" + most)));
        return "(attribute_type(%s, %s)%s AND (%s))"
                .formatted(name, placeholder(AttributeValue.fromS(type)), fits, any);
    }

    private static Condition isEqual(String field, Value value) {
        return new Condition.Comparison(
                new Operand.FieldPath(List.of(field)), Comparator.EQUAL, value);
    }

    /// Evaluates the known parts of the condition here. If the write may create its item, the field
    /// values in the key count only if the item exists.
    private void holds(Condition condition) {
        var mayCreate =
                request.write() instanceof Write.Put
                        || (request.write() instanceof Write.Update update && update.creates());
        var reduced = reduced(condition);
        if (!mayCreate || reduced.equals(new ReducedCondition.Open(condition))) {
            if (!reduced.equals(new ReducedCondition.Decided(true))) {
                clauses.add(ofItem(reduced));
            }
        } else if (new KnownCondition(_ -> null, _ -> false, values::read).holds(condition)) {
            clauses.add("(%s OR %s)".formatted(presence.noItem(), ofItem(reduced)));
        } else {
            clauses.addAll(presence.stored());
            clauses.add(ofItem(reduced));
        }
    }

    private String ofItem(Condition condition) {
        return ofItem(reduced(condition));
    }

    /// No condition holds for an item that does not exist, so a decided one becomes a test of the
    /// item's existence.
    private String ofItem(ReducedCondition reduced) {
        return switch (reduced) {
            case ReducedCondition.Decided(boolean holds) ->
                    holds ? presence.item() : presence.noItem();
            case ReducedCondition.Open(var condition) ->
                    new ConditionRenderer(paths, values::read).render(condition);
        };
    }

    private ReducedCondition reduced(Condition condition) {
        return new ConditionReduction(paths, key, values::read).reduce(condition);
    }

    private void equal(String attribute, @Nullable AttributeValue value) {
        var name = paths.placeholders().name(attribute);
        clauses.add(
                value == null
                        ? "attribute_not_exists(%s)".formatted(name)
                        : name + " = " + placeholder(value));
    }

    private Attribute attribute(String field) {
        return paths.attribute(field);
    }

    private String name(Attribute attribute) {
        return paths.placeholders().name(attribute.name());
    }

    private String placeholder(AttributeValue value) {
        return paths.placeholders().value(value);
    }
}
