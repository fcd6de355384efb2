// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Reads a body up to the limit of an HTTP API.
final class RequestBody {

    /// Source: API Gateway Developer Guide, "Quotas for HTTP APIs", payload size.
    static final int LIMIT = 10 * 1024 * 1024;

    private RequestBody() {}

    /// Returns the body, or null if it is longer than the limit.
    static byte @Nullable [] read(HttpExchange exchange) throws IOException {
        var input = exchange.getRequestBody();
        var body = input.readNBytes(LIMIT + 1);
        if (body.length <= LIMIT) {
            return body;
        }
        // Reads on, because a client that is cut off while it sends does not read the reply.
        input.skip(3L * LIMIT);
        return null;
    }
}
