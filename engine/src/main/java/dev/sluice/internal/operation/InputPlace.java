// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.InputPath;
import dev.sluice.internal.policy.Parameter;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.normalized.ExecutableNormalizedField;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Finds where the value of an argument was sent: the response path of its field, which
/// distinguishes aliases, and the variable, if it came from one.
final class InputPlace {
    private static final int LONGEST_PATH = 64;

    private InputPlace() {}

    static Map<Parameter, Object> of(ExecutableNormalizedField field, InputPath argument) {
        var place = new EnumMap<Parameter, Object>(Parameter.class);
        place.put(Parameter.FIELD, path(field));
        place.put(Parameter.ARGUMENT, argument.toString());
        var variable = variable(field.getAstArguments(), argument);
        if (variable != null) {
            place.put(Parameter.VARIABLE, variable.toString());
        }
        return place;
    }

    /// Keeps the end of a long path, which says more than its start.
    private static String path(ExecutableNormalizedField field) {
        var path = String.join(".", field.getListOfResultKeys());
        return path.substring(Math.max(0, path.length() - LONGEST_PATH));
    }

    private static @Nullable InputPath variable(List<Argument> arguments, InputPath argument) {
        var steps = argument.steps();
        var value =
                arguments.stream()
                        .filter(sent -> sent.getName().equals(steps.getFirst()))
                        .findFirst()
                        .<Value<?>>map(Argument::getValue)
                        .orElse(null);
        for (int taken = 1; value != null; taken++) {
            if (value instanceof VariableReference variable) {
                return argument.within(variable.getName(), taken);
            }
            value = taken < steps.size() ? inside(value, steps.get(taken)) : null;
        }
        return null;
    }

    private static @Nullable Value<?> inside(Value<?> value, Object step) {
        return switch (value) {
            case ObjectValue object ->
                    object.getObjectFields().stream()
                            .filter(field -> field.getName().equals(step))
                            .findFirst()
                            .<Value<?>>map(ObjectField::getValue)
                            .orElse(null);
            case ArrayValue list
                    when step instanceof Integer place && place < list.getValues().size() ->
                    list.getValues().get(place);
            default -> null;
        };
    }
}
