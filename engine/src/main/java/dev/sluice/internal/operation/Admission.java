// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static graphql.normalized.ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables;

import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.policy.InputFaults;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Catalog;

import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedOperationFactory.Options;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

/// Decides, before anything is read, whether an operation runs.
public final class Admission {
    private static final int MAX_NORMALIZED_DEPTH = 100;

    /// An admitted operation takes about one kilobyte for each field.
    private static final int KEPT_FIELDS = 10_000;

    private final Catalog catalog;
    private final GraphQLSchema schema;
    private final InputCheck inputs;
    private final RequestLimits limits;
    private final FixedBounds bounds;
    private final WeightedCache<Asked, Operation> admitted =
            new WeightedCache<>(KEPT_FIELDS, kept -> kept.getValue().size());

    /// What an operation is made of. A definition equals only itself.
    private record Asked(OperationDefinition definition, Map<String, @Nullable Object> variables) {

        /// Returns whether other requests are likely to be equal: page sizes and flags repeat, but
        /// ids, cursors and input objects do not.
        boolean repeats() {
            return variables.values().stream()
                    .allMatch(value ->
                            value == null || value instanceof Number || value instanceof Boolean);
        }
    }

    public Admission(
            Catalog catalog, GraphQLSchema schema, RequestLimits limits, FixedBounds bounds) {
        this.catalog = catalog;
        this.schema = schema;
        this.inputs = new InputCheck(catalog.constraints());
        this.limits = limits;
        this.bounds = bounds;
    }

    /// Admits an operation, or throws. Remembers what it admitted, if the same may be asked again.
    ///
    /// @param document valid
    /// @throws Refusal LIMIT_EXCEEDED or OPERATION_TOO_EXPENSIVE
    /// @throws dev.sluice.internal.policy.InvalidInputException if variables or arguments are not
    ///   valid
    /// @throws GraphQLException if the request does not name exactly one operation, or the
    ///   operation is too large
    public Operation admit(Document document, GraphQLRequest request) {
        var definition =
                NodeUtil.getOperation(document, request.operationName()).operationDefinition;
        var asked = new Asked(definition, request.variables());
        if (!asked.repeats()) {
            return admitAnew(document, request);
        }
        var known = admitted.get(asked);
        if (known != null) {
            return known;
        }
        var operation = admitAnew(document, request);
        admitted.put(asked, operation);
        return operation;
    }

    private Operation admitAnew(Document document, GraphQLRequest request) {
        requireFit(document, request);
        var nulls = NullArguments.in(schema, document, request);
        var normalized =
                createExecutableNormalizedOperationWithRawVariables(
                        schema,
                        nulls.document(),
                        request.operationName(),
                        RawVariables.of(variables(request)),
                        options(limits));
        var operation =
                new OperationReader(catalog, schema, inputs, limits)
                        .read(nulls.document(), normalized, bounds.of(nulls.document()));
        var costs = catalog.limits();
        if (costs != null) {
            CostLimit.enforce(LeastCost.enforced(catalog, operation), costs);
        }
        return operation.failing(nulls.fields());
    }

    /// If some variables do not fit their types, checks the other variables against their
    /// constraints too, so that all errors are reported together.
    private void requireFit(Document document, GraphQLRequest request) {
        var faults = new InputFaults();
        var operation =
                NodeUtil.getOperation(document, request.operationName()).operationDefinition;
        var fitting = new VariableCheck(schema, faults).fitting(operation, variables(request));
        if (!faults.isEmpty()) {
            try {
                new OperationReader(catalog, schema, inputs, limits, faults)
                        .read(
                                document,
                                WorstCase.of(schema, operation, fitting)
                                        .normalized(schema, document, operation, limits));
            } catch (Refusal | GraphQLException _) {
                faults.throwIfAny();
            }
        }
    }

    /// The maps of graphql-java can have null values too, but their types do not say so.
    @SuppressWarnings("NullAway")
    private static Map<String, Object> variables(GraphQLRequest request) {
        return request.variables();
    }

    static Options options(RequestLimits limits) {
        return Options.defaultOptions()
                .locale(Locale.ROOT)
                .maxChildrenDepth(MAX_NORMALIZED_DEPTH)
                .maxFieldsCount(limits.maximum(Limit.FIELDS));
    }
}
