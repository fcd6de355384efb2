// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.execution.GraphQLResult;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.WasApplied;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns results and refusals into HTTP responses.
final class Replies {
    private static final String PRIVATE = "private, no-store";

    private final RequestLimits limits;
    private final HttpStatuses statuses;

    Replies(RequestLimits limits, HttpStatuses statuses) {
        this.limits = limits;
        this.statuses = statuses;
    }

    static HttpReply options() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("allow", "GET, POST");
        headers.put("cache-control", PRIVATE);
        return new HttpReply(new HttpResponse(204, headers, ""), List.of());
    }

    /// @param cacheable whether caches may keep a result that allows it
    HttpReply of(GraphQLResult result, ResponseType type, boolean cacheable) {
        Integer maxAge = result.maxAge();
        boolean shared = cacheable && result.executed() && result.shareable() && maxAge != null;
        int status =
                result.executed()
                        ? statuses.executed(result.codes(), type)
                        : statuses.refused(result.codes(), type);
        Map<String, String> headers =
                headers(type, shared ? "public, max-age=" + maxAge : PRIVATE, status);
        if (status == ErrorCode.METHOD_NOT_ALLOWED.status()) {
            headers.put("allow", "POST");
        }
        if (result.retryAfter() != null) {
            headers.put("retry-after", Long.toString(result.retryAfter()));
        }
        String body = JsonWriter.write(result.response(), limits);
        if (shared) {
            headers.put("etag", EntityTag.of(body));
        }
        return new HttpReply(new HttpResponse(status, headers, body), result.codes());
    }

    HttpReply refused(Refusal refusal, ResponseType type) {
        return refused(refusal, Map.of(), type);
    }

    /// @param applied for each mutation field that was executed, whether its writes were applied
    HttpReply refused(Refusal refusal, Map<String, String> applied, ResponseType type) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", refusal.code().name());
        if (!applied.isEmpty()) {
            extensions.put(WasApplied.MEMBER, applied);
        }
        extensions.putAll(refusal.parameters());
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", refusal.getMessage());
        error.put("extensions", extensions);
        int status = statuses.refused(refusal, type);
        Map<String, String> headers = headers(type, PRIVATE, status);
        if (status == ErrorCode.METHOD_NOT_ALLOWED.status()) {
            headers.put("allow", "GET, POST");
        }
        // Uses Lambda's own limit, so that a smaller setting cannot suppress the error.
        String body = JsonWriter.write(Map.of("errors", List.of(error)), RequestLimits.standard());
        return new HttpReply(new HttpResponse(status, headers, body), List.of(refusal.code()));
    }

    private static Map<String, String> headers(ResponseType type, String caching, int status) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type.header());
        headers.put("cache-control", caching);
        headers.put("vary", "accept, accept-encoding, authorization");
        headers.put("x-content-type-options", "nosniff");
        if (status == ErrorCode.UNAUTHENTICATED.status()) {
            headers.put("www-authenticate", "Bearer");
        }
        return headers;
    }
}
