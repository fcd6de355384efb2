// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.MisfitException;
import dev.sluice.policy.Caller;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Gives the values of an expression for one field of one parent.
///
/// @param item the fields of the parent's item, or of the item that a rule judges; none on a root
///   field
/// @param now what `$now` is for the whole request
/// @param element what `Value.Element` stands for, or null
record ValueReader(
        Caller caller,
        Instant now,
        Map<String, @Nullable Object> arguments,
        Function<String, @Nullable Object> item,
        @Nullable Object element) {

    /// Null where an argument, a stored field or a claim is absent.
    @Nullable Object read(Value value) {
        return switch (value) {
            case Value.Literal(var literal) -> literal;
            case Value.Element _ -> element;
            case Value.Negated _ ->
                    throw new IllegalStateException("a negated value belongs to an update");
            case Value.Reference reference -> reference(reference.root(), reference.path());
        };
    }

    private @Nullable Object reference(String root, List<String> path) {
        return switch (root) {
            case "parent", "item" -> item.apply(path.getFirst());
            case "now" -> now;
            case "claims" -> caller.claim(path.getFirst());
            default -> argument(root, path);
        };
    }

    ValueReader withElement(Object each) {
        return new ValueReader(caller, now, arguments, item, each);
    }

    ValueReader at(Instant instant) {
        return new ValueReader(caller, instant, arguments, item, element);
    }

    /// What a type's rules take of an item.
    ValueReader judging(Function<String, @Nullable Object> fields) {
        return new ValueReader(caller, now, Map.of(), fields, null);
    }

    /// The same, but a stored value that does not fit counts as absent.
    ValueReader tolerant() {
        return new ValueReader(
                caller,
                now,
                arguments,
                field -> {
                    try {
                        return item.apply(field);
                    } catch (MisfitException _) {
                        return null;
                    }
                },
                element);
    }

    private @Nullable Object argument(String name, List<String> path) {
        var value = arguments.get(name);
        for (var member : path) {
            value = value instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return value;
    }
}
