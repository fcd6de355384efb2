// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.execution.ResultPath;
import graphql.schema.GraphQLObjectType;

import org.jspecify.annotations.Nullable;

/// Executes the root fields of a query as graphql-java does, and the objects below them with an
/// [ObjectExecution].
final class ObjectStrategy extends AsyncExecutionStrategy {

    ObjectStrategy(DataFetcherExceptionHandler faults) {
        super(faults);
    }

    @Override
    protected Object executeObject(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        return new ObjectExecution(this, context, parameters).run();
    }

    /// Lets graphql-java read and complete a field.
    ///
    /// @return a `FieldValueInfo`, or a future of one
    Object resolve(ExecutionContext context, ExecutionStrategyParameters field) {
        return resolveFieldWithInfo(context, field);
    }

    /// Lets graphql-java complete the value of a field.
    FieldValueInfo complete(
            ExecutionContext context, ExecutionStrategyParameters field, @Nullable Object value) {
        return completeField(context, field, value);
    }

    MergedSelectionSet collected(
            ExecutionContext context, MergedField field, GraphQLObjectType type) {
        var parameters =
                FieldCollectorParameters.newParameters()
                        .schema(context.getGraphQLSchema())
                        .objectType(type)
                        .fragments(context.getFragmentsByName())
                        .variables(context.getCoercedVariables().toMap())
                        .graphQLContext(context.getGraphQLContext())
                        .build();
        return fieldCollector.collectFields(parameters, field);
    }

    /// Returns the step to the object of a field.
    ExecutionStepInfo step(
            ExecutionContext context,
            ExecutionStrategyParameters field,
            SelectedField selected,
            GraphQLObjectType parent,
            GraphQLObjectType object,
            @Nullable ResultPath element) {
        var step = createExecutionStepInfo(context, field, selected.definition(), parent);
        var own =
                element == null
                        ? step
                        : executionStepInfoFactory.newExecutionStepInfoForListElement(
                                step, element);
        return own.changeTypeWithPreservedNonNull(object);
    }
}
