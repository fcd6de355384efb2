// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.internal.http.Cors;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// The routes of the API on one path, for every method. With an authorizer, they answer 401 to a
/// request without a valid token and do not call the function, as API Gateway does. Only the
/// OPTIONS route has no authorizer, because a browser sends no token with a preflight request.
public final class ApiRoute implements HttpHandler {
    private static final String PREFLIGHT = "OPTIONS";

    /// The most bytes of a request's first line and of the values of its headers.
    ///
    /// Source: Amazon API Gateway Developer Guide, "Quotas for configuring and running an HTTP API"
    private static final int MOST_BYTES = 10_240;

    private final String path;
    private final @Nullable JwtAuthorizer authorizer;
    private final Cors cors;
    private final Integration integration;
    private final GatewayListener listener;

    /// @param path for example `/graphql`
    /// @param authorizer null if the route needs no token; then there are no claims
    /// @param cors the origins whose pages may read what the gateway answers itself
    /// @param listener gets each request that the gateway answers itself, without the function's
    ///   response
    public ApiRoute(
            String path,
            @Nullable JwtAuthorizer authorizer,
            Cors cors,
            Integration integration,
            GatewayListener listener) {
        this.path = path;
        this.authorizer = authorizer;
        this.cors = cors;
        this.integration = integration;
        this.listener = listener;
    }

    /// Answers 503 at once if too many requests are running and waiting.
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (var place = integration.enter()) {
            if (place == null) {
                exchange.getResponseHeaders().set("retry-after", "1");
                answer(exchange, null, 503, "Service Unavailable", null);
            } else if (bytesOfHead(exchange) > MOST_BYTES) {
                answer(exchange, place, 431, "Request Header Fields Too Large", null);
            } else {
                handle(exchange, place);
            }
        }
    }

    private static int bytesOfHead(HttpExchange exchange) {
        var line =
                "%s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getProtocol());
        return exchange.getRequestHeaders().values().stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .reduce(line.length(), Integer::sum);
    }

    private void handle(HttpExchange exchange, Integration.Place place) throws IOException {
        var preflight = exchange.getRequestMethod().equals(PREFLIGHT);
        Map<String, String> claims = null;
        if (authorizer != null && !preflight) {
            var authorization = exchange.getRequestHeaders().getFirst("authorization");
            claims = authorizer.claims(authorization).orElse(null);
            if (claims == null) {
                exchange.getResponseHeaders()
                        .set(
                                "www-authenticate",
                                authorization == null
                                        ? "Bearer"
                                        : "Bearer error=\"invalid_token\"");
                answer(exchange, place, 401, "Unauthorized", null);
                return;
            }
        }
        var body = RequestBody.read(exchange);
        if (body == null) {
            answer(exchange, place, 413, "Request Entity Too Large", null);
            return;
        }
        var routeKey = (preflight && authorizer != null ? PREFLIGHT : "ANY") + " " + path;
        invoke(exchange, place, ClientRequest.of(exchange, body), routeKey, claims);
    }

    private void invoke(
            HttpExchange exchange,
            Integration.Place place,
            ClientRequest request,
            String routeKey,
            @Nullable Map<String, String> claims)
            throws IOException {
        var event = GatewayEvents.of(request, routeKey, UUID.randomUUID().toString(), claims);
        Reply reply;
        try {
            reply = place.reply(event);
        } catch (GatewayTimeout timeout) {
            answer(exchange, place, timeout.status(), timeout.reply(), timeout);
            return;
        } catch (ExecutionException fault) {
            answer(exchange, place, 500, "Internal Server Error", fault.getCause());
            return;
        } catch (InterruptedException e) {
            // The server is being closed.
            Thread.currentThread().interrupt();
            answer(exchange, place, 503, "Service Unavailable", null);
            return;
        }
        // API Gateway sends the id of the request, too.
        exchange.getResponseHeaders()
                .set("apigw-requestid", event.getRequestContext().getRequestId());
        reply.send(exchange);
    }

    private void answer(
            HttpExchange exchange,
            Integration.@Nullable Place place,
            int status,
            String message,
            @Nullable Throwable fault)
            throws IOException {
        listener.answered(status, place == null ? Duration.ZERO : place.took(), fault);
        var headers = exchange.getResponseHeaders();
        var origin = exchange.getRequestHeaders().getFirst("origin");
        cors.allowed(origin == null ? "" : origin)
                .ifPresent(allowed -> {
                    headers.set("access-control-allow-origin", allowed);
                    headers.set("vary", "origin");
                });
        Reply.message(status, message).send(exchange);
    }
}
