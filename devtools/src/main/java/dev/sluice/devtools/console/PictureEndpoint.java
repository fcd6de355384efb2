// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.gateway.QueryString;
import dev.sluice.devtools.gateway.Reply;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Answers what a request did, `?id=` its `apigw-requestid`. Answers only this machine's own page.
final class PictureEndpoint implements HttpHandler {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final RequestPictures pictures;

    PictureEndpoint(RequestPictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (OwnPage.refuses(exchange, "GET")) {
            return;
        }
        var asked = QueryString.values(exchange.getRequestURI().getRawQuery());
        var picture = pictures.of(asked.getOrDefault("id", List.of("")).getFirst());
        var reply =
                picture == null
                        ? Reply.message(404, "Not Found")
                        : new Reply(
                                200,
                                Map.of(
                                        "content-type",
                                        "application/json",
                                        "cache-control",
                                        "no-store"),
                                List.of(),
                                MAPPER.writeValueAsBytes(picture));
        reply.send(exchange);
    }
}
