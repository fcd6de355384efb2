// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.gateway.QueryString;
import dev.sluice.devtools.gateway.Reply;
import dev.sluice.devtools.identity.Identity;
import dev.sluice.devtools.identity.TokenMinter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Mints a token for the page, `?sub=c1&group=support&scope=read&claim=tenant%3Dt1`. Answers only
/// requests of this machine's own page and tools.
final class TokenEndpoint implements HttpHandler {
    private final TokenMinter minter;

    TokenEndpoint(TokenMinter minter) {
        this.minter = minter;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (OwnPage.refuses(exchange, "GET")) {
            return;
        }
        var asked = QueryString.values(exchange.getRequestURI().getRawQuery());
        Reply reply;
        try {
            var identity =
                    new Identity(
                            asked.getOrDefault("sub", List.of("")).getFirst(),
                            asked.getOrDefault("group", List.of()),
                            asked.getOrDefault("scope", List.of()),
                            Identity.claims(asked.getOrDefault("claim", List.of())));
            reply =
                    new Reply(
                            200,
                            Map.of("content-type", "text/plain", "cache-control", "no-store"),
                            List.of(),
                            minter.mint(identity).getBytes(StandardCharsets.US_ASCII));
        } catch (Failure failure) {
            reply = Reply.message(400, "Bad Request");
        }
        reply.send(exchange);
    }
}
