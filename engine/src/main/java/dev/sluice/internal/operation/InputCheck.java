// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.InputPath;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.ValueCheck;
import dev.sluice.internal.schema.Constraint;

import graphql.schema.GraphQLFieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// Checks arguments against the schema's `@constraint`s, and rejects infinite floats, before
/// anything is read.
final class InputCheck {
    private final Map<String, Constraint> constraints;

    /// @param constraints by schema coordinate, as in the catalog
    InputCheck(Map<String, Constraint> constraints) {
        this.constraints = Map.copyOf(constraints);
    }

    /// Returns the arguments, in lower case if the schema says so.
    ///
    /// @param type the object type that has the field
    /// @param arguments coerced values by name
    /// @param faults receives each value that fails a constraint: its place, and BAD_USER_INPUT
    ///   with the constraint
    Map<String, @Nullable Object> check(
            String type,
            GraphQLFieldDefinition field,
            Map<String, @Nullable Object> arguments,
            BiConsumer<InputPath, Refusal> faults) {
        if (arguments.isEmpty()) {
            return arguments;
        }
        var checked = new LinkedHashMap<String, @Nullable Object>(arguments);
        for (var argument : field.getArguments()) {
            var name = argument.getName();
            var coordinate = "%s.%s(%s:)".formatted(type, field.getName(), name);
            checked.computeIfPresent(
                    name,
                    (_, value) ->
                            new ValueCheck(constraints, faults)
                                    .value(
                                            argument.getType(),
                                            value,
                                            coordinate,
                                            InputPath.of(name)));
        }
        return checked;
    }
}
