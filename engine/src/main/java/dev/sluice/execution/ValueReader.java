// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.policy.Caller;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Gives the values of an expression for one field of one parent.
///
/// @param parent null on a root field
/// @param now what `$now` is for the whole request
/// @param element what `Value.Element` stands for, or null
record ValueReader(
        Caller caller,
        Instant now,
        Map<String, @Nullable Object> arguments,
        @Nullable StoredObject parent,
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
            case "parent" -> parent == null ? null : parent.value(path.getFirst());
            case "now" -> now;
            case "claims" -> caller.claims().get(path.getFirst());
            default -> argument(root, path);
        };
    }

    ValueReader withElement(Object each) {
        return new ValueReader(caller, now, arguments, parent, each);
    }

    ValueReader at(Instant instant) {
        return new ValueReader(caller, instant, arguments, parent, element);
    }

    private @Nullable Object argument(String name, List<String> path) {
        var value = arguments.get(name);
        for (var member : path) {
            value = value instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return value;
    }
}
