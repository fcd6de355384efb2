// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.request.RequestScope;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.NonNullableFieldWasNullException;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Runs all fields of a mutation, one after the other. If a non-null field fails, the data becomes
/// null, but the other fields still run.
///
/// Source: GraphQL specification, "Mutation" and "Handling Execution Errors".
public final class SerialMutations extends AsyncSerialExecutionStrategy {

    public SerialMutations(DataFetcherExceptionHandler faults) {
        super(faults);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        RequestScope.of(context.getGraphQLContext()).fates().begin(mutations(parameters));
        return super.execute(context, parameters)
                .thenApply(result ->
                        lacks(result.getData(), context, parameters)
                                ? new ExecutionResultImpl(null, context.getErrors())
                                : result);
    }

    /// Returns the response keys of all fields except `__typename`.
    private static List<String> mutations(ExecutionStrategyParameters parameters) {
        return parameters.getFields().getSubFields().entrySet().stream()
                .filter(field -> !field.getValue().getName().startsWith("__"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean lacks(
            @Nullable Map<String, @Nullable Object> data,
            ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        var type = Objects.requireNonNull(context.getGraphQLSchema().getMutationType());
        return data != null
                && parameters.getFields().getSubFields().entrySet().stream()
                        .anyMatch(field ->
                                data.get(field.getKey()) == null
                                        && isNonNull(type, field.getValue().getName()));
    }

    private static boolean isNonNull(GraphQLObjectType type, String field) {
        var definition = type.getFieldDefinition(field);
        return definition != null && GraphQLTypeUtil.isNonNull(definition.getType());
    }

    @Override
    protected Object resolveFieldWithInfo(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        return switch (super.resolveFieldWithInfo(context, parameters)) {
            case CompletableFuture<?> resolving ->
                    resolving.thenApply(info -> nullable((FieldValueInfo) info));
            case Object info -> nullable((FieldValueInfo) info);
        };
    }

    /// Replaces the failure of a non-null field by null.
    private static FieldValueInfo nullable(FieldValueInfo info) {
        return new FieldValueInfo(
                info.getCompleteValueType(),
                info.getFieldValueFuture()
                        .exceptionally(fault -> {
                            if (FetchFaults.cause(fault)
                                    instanceof NonNullableFieldWasNullException) {
                                return null;
                            }
                            throw new CompletionException(fault);
                        }),
                info.getFieldValueInfos());
    }
}
