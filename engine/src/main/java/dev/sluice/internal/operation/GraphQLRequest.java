// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a client asks for, and who asks.
///
/// Source: GraphQL over HTTP, "Request Parameters".
///
/// @param query the document, or null if an id names it
/// @param documentId the id of a document that the server knows, or null if there is only `query`
/// @param variables JSON values by name; a value may be null
/// @param extensions JSON values by name; a value may be null
/// @param address the client's IP address as the gateway saw it, or empty
/// @param queriesOnly whether a mutation is refused with METHOD_NOT_ALLOWED
/// @param costReport what `extensions.cost` contains, and whether the operation runs
public record GraphQLRequest(
        @Nullable String query,
        @Nullable String documentId,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions,
        Caller caller,
        String address,
        boolean queriesOnly,
        CostReport costReport) {
    public GraphQLRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }
}
