// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.gateway.Reply;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// One file of the page, read from the class path.
///
/// @param resource the absolute name on the class path
record PageFile(String resource, String contentType) implements HttpHandler {

    /// Lets nothing from other sites run in the page, and no other page frame it. GraphiQL sets
    /// styles.
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (var file = open()) {
            var headers =
                    Map.of(
                            "content-type",
                            contentType,
                            "content-security-policy",
                            POLICY,
                            "x-content-type-options",
                            "nosniff",
                            "cache-control",
                            "no-cache");
            new Reply(200, headers, List.of(), file.readAllBytes()).send(exchange);
        }
    }

    InputStream open() throws IOException {
        var file = PageFile.class.getResourceAsStream(resource);
        if (file == null) {
            throw new IOException("The class path lacks " + resource);
        }
        return file;
    }
}
