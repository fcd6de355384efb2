// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.InputFaults;
import dev.sluice.internal.policy.InputPath;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.OperationDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Checks variables against their types, and reports the place of every value that does not fit.
/// graphql-java stops at the first one.
///
/// Source: GraphQL specification, "Coercing Variable Values", "Input Coercion".
final class VariableCheck {
    private final GraphQLSchema schema;
    private final GraphQLContext context = GraphQLContext.getDefault();
    private final InputFaults faults;
    private boolean fits = true;

    VariableCheck(GraphQLSchema schema, InputFaults faults) {
        this.schema = schema;
        this.faults = faults;
    }

    /// @param variables JSON values by name
    /// @return those that fit, and those that the operation does not declare
    Map<String, Object> fitting(OperationDefinition operation, Map<String, Object> variables) {
        var fitting = new HashMap<>(variables);
        for (var variable : operation.getVariableDefinitions()) {
            var name = variable.getName();
            var type = TypeFromAST.getTypeFromAST(schema, variable.getType());
            fits = true;
            if (variables.containsKey(name)) {
                check(type, variables.get(name), InputPath.of(name));
            } else if (type instanceof GraphQLNonNull && variable.getDefaultValue() == null) {
                misfit(InputPath.of(name));
            }
            if (!fits) {
                fitting.remove(name);
            }
        }
        return fitting;
    }

    private void check(@Nullable GraphQLType type, @Nullable Object value, InputPath path) {
        if (type instanceof GraphQLNonNull required) {
            if (value == null) {
                misfit(path);
            } else {
                check(required.getWrappedType(), value, path);
            }
        } else if (value != null) {
            present(Objects.requireNonNull(type), value, path);
        }
    }

    private void present(GraphQLType type, Object value, InputPath path) {
        switch (type) {
            case GraphQLList list when value instanceof List<?> elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    check(list.getWrappedType(), elements.get(i), path.element(i));
                }
            }
            case GraphQLList list -> check(list.getWrappedType(), value, path);
            case GraphQLInputObjectType object when value instanceof Map<?, ?> members ->
                    members(object, members, path);
            case GraphQLScalarType scalar ->
                    coerced(
                            () -> scalar.getCoercing().parseValue(value, context, Locale.ROOT),
                            path);
            case GraphQLEnumType names ->
                    coerced(() -> names.parseValue(value, context, Locale.ROOT), path);
            default -> misfit(path);
        }
    }

    private void members(GraphQLInputObjectType object, Map<?, ?> members, InputPath path) {
        var known = object.getFieldDefinitions().stream().map(GraphQLInputObjectField::getName);
        var isOneOf = !object.isOneOf() || (members.size() == 1 && !members.containsValue(null));
        if (!isOneOf || !known.toList().containsAll(members.keySet())) {
            misfit(path);
        }
        for (var field : object.getFieldDefinitions()) {
            var name = field.getName();
            if (members.containsKey(name)) {
                check(field.getType(), members.get(name), path.member(name));
            } else if (field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue()) {
                misfit(path.member(name));
            }
        }
    }

    private void coerced(Runnable coercion, InputPath path) {
        try {
            coercion.run();
        } catch (CoercingParseValueException _) {
            misfit(path);
        }
    }

    private void misfit(InputPath path) {
        fits = false;
        faults.add(
                new Refusal(
                        Reason.VARIABLE_NOT_OF_ITS_TYPE,
                        Map.of(Parameter.VARIABLE, path.toString())));
    }
}
