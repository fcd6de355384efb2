// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.policy.InvalidInputException;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Catalog;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Computes the cost of operations without running them. Needs neither DynamoDB nor settings. Safe
/// for use by many threads.
public final class OperationCosts {
    private final Catalog catalog;
    private final GraphQLSchema schema;
    private final RequestLimits limits;
    private final Documents documents;

    public OperationCosts(Catalog catalog) {
        this(catalog, ApiSchema.of(catalog));
    }

    private OperationCosts(Catalog catalog, GraphQLSchema schema) {
        this(
                catalog,
                schema,
                Documents.limits(
                        catalog, RequestLimits.standard().with(Limit.DEPTH, Limit.DEPTH.most())));
    }

    private OperationCosts(Catalog catalog, GraphQLSchema schema, RequestLimits limits) {
        this(catalog, schema, limits, new Documents(schema, limits, true));
    }

    public OperationCosts(
            Catalog catalog, GraphQLSchema schema, RequestLimits limits, Documents documents) {
        this.catalog = catalog;
        this.schema = schema;
        this.limits = limits;
        this.documents = documents;
    }

    /// Returns the bound of each operation of the document, in order.
    ///
    /// A variable without a value takes its default. Without a default, the worst case counts: a
    /// page or a list is as long as the schema allows, and `@include` and `@skip` are ignored.
    ///
    /// @param variables JSON values by name; variables that an operation does not declare are
    ///   ignored
    /// @throws InvalidDocumentException if the document, or a value, does not fit the schema
    public List<OperationCost> of(String document, Map<String, Object> variables)
            throws InvalidDocumentException {
        var valid = valid(document);
        var costs = new ArrayList<OperationCost>();
        for (var operation : valid.getDefinitionsOfType(OperationDefinition.class)) {
            costs.add(cost(valid, operation, variables));
        }
        return List.copyOf(costs);
    }

    /// @throws InvalidDocumentException if the document does not fit the schema
    Document valid(String document) throws InvalidDocumentException {
        try {
            return documents.get(document, null, false);
        } catch (Refusal refusal) {
            throw invalid(text(refusal), null);
        }
    }

    /// Returns what each operation of the document uses of which partitions, with the worst values
    /// of its variables.
    ///
    /// @throws InvalidDocumentException if the document does not fit the schema
    public List<OperationPartitions> partitions(String document) throws InvalidDocumentException {
        var valid = valid(document);
        var partitions = new ArrayList<OperationPartitions>();
        for (var definition : valid.getDefinitionsOfType(OperationDefinition.class)) {
            var worst = worst(definition, Map.of());
            var operation = read(valid, definition, worst);
            var uses = new PartitionUses(catalog);
            new CostPlanner(catalog, operation.calls(), Set.of(), uses)
                    .plan(
                            operation.normalized().getTopLevelFields(),
                            definition.getOperation() == OperationDefinition.Operation.MUTATION);
            partitions.add(new OperationPartitions(definition.getName(), uses.all()));
        }
        return List.copyOf(partitions);
    }

    OperationCost cost(
            Document document, OperationDefinition operation, Map<String, Object> variables)
            throws InvalidDocumentException {
        var costs = catalog.limits();
        var worst = worst(operation, variables);
        var read = read(document, operation, worst);
        return new OperationCost(
                operation.getName(),
                read.bound(),
                worst.unknown(),
                costs == null
                        ? List.of()
                        : CostLimit.excesses(LeastCost.enforced(catalog, read), costs));
    }

    private WorstCase worst(OperationDefinition operation, Map<String, Object> variables)
            throws InvalidDocumentException {
        try {
            return WorstCase.of(schema, operation, variables);
        } catch (GraphQLException fault) {
            throw invalid(String.valueOf(fault.getMessage()), operation.getSourceLocation());
        }
    }

    private Operation read(Document document, OperationDefinition operation, WorstCase worst)
            throws InvalidDocumentException {
        var inputs = new InputCheck(catalog.constraints());
        try {
            return new OperationReader(catalog, schema, inputs, limits)
                    .read(document, worst.normalized(schema, document, operation, limits));
        } catch (InvalidInputException invalid) {
            throw new InvalidDocumentException(
                    invalid.faults().stream()
                            .map(fault -> fault(text(fault), operation.getSourceLocation()))
                            .toList());
        } catch (Refusal refusal) {
            throw invalid(text(refusal), operation.getSourceLocation());
        } catch (GraphQLException fault) {
            throw invalid(String.valueOf(fault.getMessage()), operation.getSourceLocation());
        }
    }

    private static String text(Refusal refusal) {
        return refusal.parameters().isEmpty()
                ? refusal.text()
                : refusal.text() + " " + refusal.parameters();
    }

    private static InvalidDocumentException invalid(String message, @Nullable SourceLocation at) {
        return new InvalidDocumentException(List.of(fault(message, at)));
    }

    private static GraphQLError fault(String message, @Nullable SourceLocation at) {
        var error = GraphqlErrorBuilder.newError().message("%s", message);
        return at == null ? error.build() : error.location(at).build();
    }
}
