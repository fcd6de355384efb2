// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of a GraphQL request.
///
/// Source: GraphQL over HTTP, "Request Parameters".
///
/// @param query the document, or null if an id names it
/// @param documentId the id of a document that the server knows, or null if there is only `query`
/// @param variables JSON values by name; a value may be null
/// @param extensions JSON values by name; a value may be null
public record GraphQLRequest(
        @Nullable String query,
        @Nullable String documentId,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions) {
    public GraphQLRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }
}
