// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;

/// Serves credentials to a function that was restored from a snapshot.
///
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
final class CredentialsEndpoint implements HttpHandler {
    static final String PATH = "/credentials";

    /// Not a secret: it only shows whether the function sends it.
    static final String TOKEN = "local";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Credentials credentials;

    CredentialsEndpoint(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    @SuppressWarnings("try") // The exchange is ended, whatever is sent.
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            var body = new JsonMapper().writeValueAsBytes(document());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Object document() {
        var document = new HashMap<String, String>();
        document.put("AccessKeyId", credentials.accessKeyId());
        document.put("SecretAccessKey", credentials.secretAccessKey());
        document.put("Expiration", Instant.now().plus(LIFETIME).toString());
        if (credentials.sessionToken() != null) {
            document.put("Token", credentials.sessionToken());
        }
        return document;
    }
}
