// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Checks a parsed document against the limits of number and depth. Runs before validation, because
/// the time to validate can grow faster than the document. Visits each node at most twice.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class DocumentLimits {
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type", "_service");

    private final Document document;
    private final RequestLimits limits;
    private final boolean introspection;
    private final Map<Limit, Integer> counts = new EnumMap<>(Limit.class);

    private DocumentLimits(Document document, RequestLimits limits, boolean introspection) {
        this.document = document;
        this.limits = limits;
        this.introspection = introspection;
    }

    /// @param introspection whether clients may read the schema
    /// @throws Refusal LIMIT_EXCEEDED, or GRAPHQL_VALIDATION_FAILED if the document reads the
    ///   schema and clients may not
    static void check(Document document, RequestLimits limits, boolean introspection) {
        var shape = new DocumentLimits(document, limits, introspection);
        shape.count();
        shape.measure();
    }

    static boolean isIntrospection(Field field) {
        return INTROSPECTION.contains(field.getName());
    }

    private void count() {
        var nodes = new ArrayDeque<Node>();
        nodes.push(document);
        while (!nodes.isEmpty()) {
            var node = nodes.pop();
            count(node);
            for (var child : node.getChildren()) {
                nodes.push((Node) child);
            }
        }
    }

    private void count(Node node) {
        switch (node) {
            case OperationDefinition _ -> add(Limit.OPERATIONS);
            case FragmentDefinition _ -> add(Limit.FRAGMENTS);
            case VariableDefinition _ -> add(Limit.VARIABLES);
            case Directive _ -> add(Limit.DIRECTIVES);
            case ArrayValue list -> limits.require(Limit.LIST_ELEMENTS, list.getValues().size());
            case Field field -> count(field);
            default -> {}
        }
    }

    private void count(Field field) {
        if (field.getAlias() != null) {
            add(Limit.ALIASES);
        }
        if (!introspection && isIntrospection(field)) {
            throw new Refusal(Reason.INTROSPECTION_OFF);
        }
    }

    private void add(Limit limit) {
        limits.require(limit, counts.merge(limit, 1, Integer::sum));
    }

    private void measure() {
        var extents = new SelectionMeasure(document);
        for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            var extent = extents.of(operation.getSelectionSet());
            limits.require(Limit.DEPTH, extent.depth());
            limits.require(Limit.ROOT_FIELDS, extent.breadth());
            limits.require(Limit.FIELDS, extent.fields());
            limits.require(Limit.INTROSPECTION_DEPTH, extent.introspectionDepth());
            limits.require(Limit.INTROSPECTION_FIELDS, extent.introspectionFields());
            limits.require(Limit.INTROSPECTION_LISTS, extent.introspectionLists());
        }
    }
}
