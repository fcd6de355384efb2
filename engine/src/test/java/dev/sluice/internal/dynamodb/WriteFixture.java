// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.AccessCondition;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeySpelling;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Builds writes of one item by hand, as the schema compiler and the engine build them.
final class WriteFixture {
    private enum Verb {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    private final Verb verb;
    private final StoredType type;
    private final String expression;
    private final Map<String, @Nullable Object> arguments = new HashMap<>();
    private final Map<String, Value> known = new HashMap<>();
    private @Nullable ItemRequest item;
    private boolean upsert;
    private @Nullable Value version;
    private @Nullable Condition condition;
    private final List<AccessCondition> access = new ArrayList<>();
    private Write.@Nullable Seen seen;
    private @Nullable Item seenItem;

    private WriteFixture(Verb verb, StoredType type, String expression) {
        this.verb = verb;
        this.type = type;
        this.expression = expression;
        arguments.put("now", TestStore.NOW);
    }

    static WriteFixture put(StoredType type, String item) {
        return new WriteFixture(Verb.PUT, type, item);
    }

    static WriteFixture update(StoredType type, String expression) {
        return new WriteFixture(Verb.UPDATE, type, expression);
    }

    static WriteFixture delete(StoredType type) {
        return new WriteFixture(Verb.DELETE, type, "");
    }

    static WriteFixture check(StoredType type) {
        return new WriteFixture(Verb.CHECK, type, "");
    }

    /// Sets the item by the values of its key.
    WriteFixture at(Object partition, @Nullable Object sort) {
        item = new ItemRequest(TypeFixture.target(type), partition, sort, true);
        return this;
    }

    /// Sets the item to a task.
    WriteFixture task(String list, String id) {
        known("list", list);
        known("id", id);
        return at("LIST#" + list, "TASK#" + id);
    }

    WriteFixture with(String argument, @Nullable Object value) {
        arguments.put(argument, value);
        return this;
    }

    WriteFixture known(String field, @Nullable Object value) {
        known.put(field, new Value.Reference(Root.of("known_" + field), List.of()));
        return with("known_" + field, value);
    }

    WriteFixture upsert() {
        upsert = true;
        return this;
    }

    WriteFixture version(int expected) {
        version = new Value.Literal(expected);
        return this;
    }

    WriteFixture when(String text) {
        condition = Expressions.condition(text);
        return this;
    }

    WriteFixture ownedBy(String caller, String... fields) {
        List.of(fields)
                .forEach(field -> access.add(new AccessCondition(field, Set.of(caller), null)));
        return this;
    }

    WriteFixture seen(@Nullable Item found, String... fields) {
        seenItem = Objects.requireNonNull(found);
        seen = new Write.Seen("x", Set.of(fields), type.version() != null);
        return this;
    }

    WriteRequest request() {
        return new WriteRequest(write(), item, this::value, access, seenItem);
    }

    private Write write() {
        return switch (verb) {
            case PUT ->
                    new Write.Put(
                            type, Expressions.item(expression), upsert, condition, null, null);
            case UPDATE ->
                    new Write.Update(
                            type,
                            read(),
                            Expressions.update(expression),
                            upsert,
                            true,
                            version,
                            seen,
                            known,
                            condition,
                            null,
                            null);
            case DELETE -> new Write.Delete(type, read(), version, seen, condition, null, null);
            case CHECK -> new Write.Check(type, read(), seen, condition, null, null);
        };
    }

    /// Tests give the item's key as a value, so the key expression is empty.
    private Source.ItemRead read() {
        return new Source.ItemRead(
                TypeFixture.target(type),
                bound(type.key().partition()),
                type.key().sort() == null ? null : bound(type.key().sort()),
                true,
                Map.of(),
                null);
    }

    private static BoundKey bound(Key key) {
        return new BoundKey(key.attribute(), KeySpelling.DEFAULT, List.of());
    }

    private @Nullable Object value(Value value) {
        return switch (value) {
            case Value.Literal(var literal) -> literal;
            case Value.Reference(var root, var path) -> {
                Object found = arguments.get(root.text());
                for (String member : path) {
                    found = found instanceof Map<?, ?> object ? object.get(member) : null;
                }
                yield found;
            }
            case Value.Negated _,
                    Value.Shifted _,
                    Value.Extreme _,
                    Value.Edited _,
                    Value.Element _,
                    Value.OfGlobalId _ ->
                    throw new IllegalArgumentException("no value for an execution: " + value);
        };
    }
}
