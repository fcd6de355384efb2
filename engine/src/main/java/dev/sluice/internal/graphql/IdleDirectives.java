// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.graphql;

import graphql.Directives;
import graphql.GraphQLError;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The directives that graphql-java adds to every schema but that do nothing here, such as
/// `@defer`. Clients can neither see nor use them.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class IdleDirectives {
    /// Source: GraphQL specification, "Type System", "Directives".
    private static final Set<String> SPECIFIED =
            Set.of("skip", "include", "deprecated", "specifiedBy", "oneOf");

    private IdleDirectives() {}

    private static boolean isIdle(String name) {
        return Directives.isBuiltInDirective(name) && !SPECIFIED.contains(name);
    }

    /// Returns the fetchers, with one that removes these directives from introspection.
    static GraphQLCodeRegistry hidden(GraphQLCodeRegistry fetchers) {
        DataFetcher<List<GraphQLDirective>> offered =
                environment ->
                        environment.getGraphQLSchema().getDirectives().stream()
                                .filter(directive -> !isIdle(directive.getName()))
                                .toList();
        return fetchers.transform(registry ->
                registry.dataFetcher(
                        FieldCoordinates.coordinates("__Schema", "directives"), offered));
    }

    /// Reports each use of one as an unknown directive.
    public static List<GraphQLError> faults(Document document) {
        var faults = new ArrayList<GraphQLError>();
        var nodes = new ArrayDeque<Node>();
        nodes.push(document);
        while (!nodes.isEmpty()) {
            var node = nodes.pop();
            if (node instanceof Directive directive && isIdle(directive.getName())) {
                faults.add(unknown(directive));
            }
            for (var child : node.getChildren()) {
                nodes.push((Node) child);
            }
        }
        return faults;
    }

    private static GraphQLError unknown(Directive directive) {
        return ValidationError.newValidationError()
                .validationErrorType(ValidationErrorType.UnknownDirective)
                .sourceLocation(directive.getSourceLocation())
                .description("Unknown directive '" + directive.getName() + "'")
                .build();
    }
}
