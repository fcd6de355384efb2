// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import static graphql.normalized.ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.InputCheck;
import dev.sluice.policy.Refusal;
import dev.sluice.policy.cost.CostLimit;
import dev.sluice.schema.Catalog;

import graphql.ExecutionInput;
import graphql.GraphQLContext;
import graphql.execution.RawVariables;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedOperationFactory.Options;
import graphql.schema.GraphQLSchema;

import java.util.Locale;

/// Decides, before anything is read, whether an operation runs.
final class Admission {
    /// An operation selects fewer fields than a document has characters, unless fragments double.
    private static final int MAX_FIELDS = 5_000;

    private static final int MAX_NORMALIZED_DEPTH = 100;

    private final Catalog catalog;
    private final GraphQLSchema schema;
    private final InputCheck inputs;
    private final int depth;

    Admission(Catalog catalog, GraphQLSchema schema, int depth) {
        this.catalog = catalog;
        this.schema = schema;
        this.inputs = new InputCheck(catalog.constraints());
        var limits = catalog.limits();
        this.depth = limits == null ? depth : limits.depth();
    }

    /// @throws Refusal METHOD_NOT_ALLOWED, LIMIT_EXCEEDED, BAD_USER_INPUT or
    ///   OPERATION_TOO_EXPENSIVE
    /// @throws graphql.GraphQLException where no single operation is named, a variable does not fit
    ///   its type, or the operation is too large
    Operation admit(Document document, ExecutionInput input, GraphQLExecutor.Context context) {
        var normalized =
                createExecutableNormalizedOperationWithRawVariables(
                        schema,
                        document,
                        input.getOperationName(),
                        RawVariables.of(input.getRawVariables().toMap()),
                        options(input.getGraphQLContext()));
        if (context.queriesOnly()
                && normalized.getOperation() != OperationDefinition.Operation.QUERY) {
            throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "A mutation needs a POST request.");
        }
        var operation = new OperationReader(catalog, schema, inputs, depth).read(normalized);
        var limits = catalog.limits();
        if (limits != null) {
            CostLimit.enforce(operation.bound(), limits);
        }
        return operation;
    }

    static Options options(GraphQLContext context) {
        return Options.defaultOptions()
                .graphQLContext(context)
                .locale(Locale.ROOT)
                .maxChildrenDepth(MAX_NORMALIZED_DEPTH)
                .maxFieldsCount(MAX_FIELDS);
    }
}
