// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells browsers which other origins may read replies. Never sends back anything from a request:
/// an allowed origin is sent as it was configured, and no origin may send cookies.
///
/// Source: Fetch, "CORS protocol", https://fetch.spec.whatwg.org/#http-cors-protocol
///
/// @param origins such as `https://example.com`, or `*` for every origin
public record Cors(Set<String> origins) {
    private static final String ANY = "*";

    /// The longest time that a browser caches the answer to a preflight request, in seconds.
    private static final String KEPT = "7200";

    /// The headers that a page may read, besides those that every page may read.
    private static final String EXPOSED = "deprecation, retry-after, sunset";

    public Cors {
        origins = Set.copyOf(origins);
    }

    HttpResponse withHeaders(HttpRequest request, HttpResponse response) {
        if (origins.isEmpty()) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.merge("vary", "origin", (others, origin) -> others + ", " + origin);
        allowed(request.headers().values().getOrDefault("origin", ""))
                .ifPresent(origin -> headers.putAll(headers(origin, request.method())));
        return new HttpResponse(response.status(), headers, response.body());
    }

    /// Returns the value of the header `access-control-allow-origin`, if there is to be one.
    ///
    /// @param asked the request's header `origin`, or an empty text
    public Optional<String> allowed(String asked) {
        return origins.stream()
                .filter(origin -> origin.equals(ANY) || origin.equals(asked))
                .findFirst();
    }

    /// Allows every header. `authorization` must be named, because the wildcard does not cover it.
    private static Map<String, String> headers(String origin, String method) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("access-control-allow-origin", origin);
        if (method.equals("OPTIONS")) {
            headers.put("access-control-allow-methods", "GET, POST");
            headers.put("access-control-allow-headers", "*, authorization");
            headers.put("access-control-max-age", KEPT);
        } else {
            headers.put("access-control-expose-headers", EXPOSED);
        }
        return headers;
    }
}
