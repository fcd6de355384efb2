// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.graphql.ApiSchema;

import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.language.AstPrinter;
import graphql.language.Document;

import java.util.Objects;

/// The schema that clients see, in the two formats that tools for clients read.
///
/// @param document the definitions of the schema
public record ClientSdl(Document document) {

    /// Returns the schema in GraphQL's schema definition language.
    public String text() {
        return AstPrinter.printAst(document).strip() + "\n";
    }

    /// Returns the answer to the introspection query, an object with `__schema`.
    public String json() {
        var api = GraphQL.newGraphQL(ApiSchema.of(document)).build();
        return PrettyJson.of(
                Objects.requireNonNull(
                        api.execute(IntrospectionQuery.INTROSPECTION_QUERY).getData()));
    }
}
