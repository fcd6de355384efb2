// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.operation.CostReport;
import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a GraphQL request from an HTTP request. Refuses everything else.
///
/// Source: GraphQL over HTTP, "Request".
final class RequestReader {
    private final RequestLimits limits;
    private final Callers callers;
    private final JsonReader json;

    RequestReader(RequestLimits limits, Callers callers) {
        this.limits = limits;
        this.callers = callers;
        this.json = new JsonReader(limits);
    }

    /// @param http a GET or a POST
    /// @throws Refusal UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or BAD_REQUEST
    GraphQLRequest read(HttpRequest http) {
        return http.method().equals("GET") ? get(http) : post(http);
    }

    private GraphQLRequest get(HttpRequest http) {
        limits.require(Limit.BODY_BYTES, http.query().length());
        QueryParameters query = http.query();
        return request(
                http,
                query.get("query"),
                query.get("documentId"),
                query.get("operationName"),
                json(query.get("variables")),
                json(query.get("extensions")));
    }

    private GraphQLRequest post(HttpRequest http) {
        requireJson(http.headers());
        if (!(json.read(http.body().text(limits)) instanceof Map<?, ?> members)) {
            throw new Refusal(Reason.BODY_NOT_AN_OBJECT);
        }
        return request(
                http,
                members.get("query"),
                members.get("documentId"),
                members.get("operationName"),
                members.get("variables"),
                members.get("extensions"));
    }

    /// Refuses all types that a browser sends across origins without a preflight request.
    private static void requireJson(Headers headers) {
        List<MediaType> types =
                headers.elements("content-type").stream().map(MediaType::parse).toList();
        if (types.isEmpty()
                || !types.stream()
                        .allMatch(
                                type -> type.name().equals("application/json") && type.isUtf8())) {
            throw new Refusal(Reason.NOT_JSON);
        }
        if (!headers.elements("content-encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new Refusal(Reason.COMPRESSED);
        }
    }

    private @Nullable Object json(@Nullable String parameter) {
        return parameter == null ? null : json.read(parameter);
    }

    private GraphQLRequest request(
            HttpRequest http,
            @Nullable Object query,
            @Nullable Object documentId,
            @Nullable Object operationName,
            @Nullable Object variables,
            @Nullable Object extensions) {
        Map<String, @Nullable Object> extensionMap = map(extensions, "extensions");
        @Nullable String document = text(query, "query");
        @Nullable String id = DocumentId.of(text(documentId, "documentId"), extensionMap);
        if (document == null && id == null) {
            throw new Refusal(Reason.QUERY_MISSING);
        }
        return new GraphQLRequest(
                document,
                id,
                named(text(operationName, "operationName")),
                map(variables, "variables"),
                extensionMap,
                callers.read(http),
                http.address(),
                http.method().equals("GET"),
                costReport(http.headers()));
    }

    private static CostReport costReport(Headers headers) {
        var asked = headers.elements("graphql-cost");
        if (asked.contains("validate")) {
            return CostReport.VALIDATE;
        }
        return asked.contains("report") ? CostReport.REPORT : CostReport.NONE;
    }

    /// With an empty name, graphql-java would run the first operation.
    private static @Nullable String named(@Nullable String operationName) {
        return operationName == null || operationName.isEmpty() ? null : operationName;
    }

    private static @Nullable String text(@Nullable Object value, String member) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            default ->
                    throw new Refusal(Reason.MEMBER_NOT_A_STRING, Map.of(Parameter.MEMBER, member));
        };
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value, String member) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        switch (value) {
            case null -> {}
            case Map<?, ?> members ->
                    members.forEach((name, held) -> map.put(String.valueOf(name), held));
            default ->
                    throw new Refusal(
                            Reason.MEMBER_NOT_AN_OBJECT, Map.of(Parameter.MEMBER, member));
        }
        return map;
    }
}
