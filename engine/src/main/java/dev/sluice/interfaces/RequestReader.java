// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import dev.sluice.execution.GraphQLRequest;
import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a GraphQL request out of an HTTP request; whatever is not one is refused.
///
/// Source: GraphQL over HTTP, "Request".
final class RequestReader {
    private final int maxBytes;

    RequestReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @throws Refusal PAYLOAD_TOO_LARGE or BAD_REQUEST
    GraphQLRequest get(HttpRequest http) {
        if (http.query().length() > maxBytes) {
            throw Body.tooLarge(maxBytes);
        }
        QueryParameters query = http.query();
        @Nullable String operationName = query.get("operationName");
        return request(
                query.get("query"),
                operationName == null || operationName.isEmpty() ? null : operationName,
                json(query.get("variables")),
                json(query.get("extensions")));
    }

    /// @throws Refusal UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or BAD_REQUEST
    GraphQLRequest post(HttpRequest http) {
        requireJson(http.headers());
        if (!(JsonReader.read(http.body().text(maxBytes)) instanceof Map<?, ?> members)) {
            throw Refusals.badRequest("The body must be one JSON object.");
        }
        return request(
                members.get("query"),
                members.get("operationName"),
                members.get("variables"),
                members.get("extensions"));
    }

    /// The types that a browser sends across origins without asking first are all refused here.
    private static void requireJson(Headers headers) {
        List<MediaType> types =
                headers.elements("content-type").stream().map(MediaType::parse).toList();
        if (types.isEmpty()
                || !types.stream()
                        .allMatch(
                                type -> type.name().equals("application/json") && type.isUtf8())) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The content type must be application/json in UTF-8.");
        }
        if (!headers.elements("content-encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed.");
        }
    }

    private static @Nullable Object json(@Nullable String parameter) {
        return parameter == null ? null : JsonReader.read(parameter);
    }

    private static GraphQLRequest request(
            @Nullable Object query,
            @Nullable Object operationName,
            @Nullable Object variables,
            @Nullable Object extensions) {
        Map<String, @Nullable Object> extensionMap =
                map(extensions, "extensions must be an object.");
        @Nullable String document = text(query, "query must be a string.");
        if (document == null && extensionMap.get("persistedQuery") == null) {
            throw Refusals.badRequest("query is missing.");
        }
        return new GraphQLRequest(
                document,
                text(operationName, "operationName must be a string."),
                map(variables, "variables must be an object."),
                extensionMap);
    }

    private static @Nullable String text(@Nullable Object value, String otherwise) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            default -> throw Refusals.badRequest(otherwise);
        };
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value, String otherwise) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        switch (value) {
            case null -> {}
            case Map<?, ?> members ->
                    members.forEach((name, member) -> map.put(String.valueOf(name), member));
            default -> throw Refusals.badRequest(otherwise);
        }
        return map;
    }
}
