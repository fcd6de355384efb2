// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// An HTTP reply.
///
/// @param headers by name
/// @param cookies each becomes a header `set-cookie`
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Reply(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    /// The largest response that Lambda returns, in bytes.
    private static final int LIMIT = 6 * 1024 * 1024;

    /// Returns the reply that API Gateway makes of a function's response.
    ///
    /// @throws IllegalStateException if API Gateway would answer 500
    static Reply of(@Nullable APIGatewayV2HTTPResponse response) {
        if (response == null || response.getStatusCode() == 0) {
            throw new IllegalStateException("The function returned no response with a status code");
        }
        var body = body(response);
        if (body.length > LIMIT) {
            throw new IllegalStateException("The function's response is larger than 6 MB");
        }
        return new Reply(
                response.getStatusCode(),
                response.getHeaders() == null ? Map.of() : response.getHeaders(),
                response.getCookies() == null ? List.of() : response.getCookies(),
                body);
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("content-type", contentType), List.of(), body);
    }

    /// Returns a reply of the gateway itself: `{"message": "…"}`.
    public static Reply message(int status, String message) {
        var body = "{\"message\":\"%s\"}".formatted(message);
        return of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(APIGatewayV2HTTPResponse response) {
        var body = response.getBody();
        if (body == null) {
            return new byte[0];
        }
        return response.getIsBase64Encoded()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    /// Sends the reply and ends the exchange.
    public void send(HttpExchange exchange) throws IOException {
        var sent = exchange.getResponseHeaders();
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-length")) {
                sent.set(name, value);
            }
        });
        cookies.forEach(cookie -> sent.add("set-cookie", cookie));
        var empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        try (exchange) {
            exchange.sendResponseHeaders(status, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
