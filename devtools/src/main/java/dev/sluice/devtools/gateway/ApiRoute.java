// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The routes of the API on one path: GET and POST invoke the function; other methods have no
/// route.
///
/// A route with an authorizer answers 401 without a valid token, as API Gateway does, and the
/// function never hears of it.
public final class ApiRoute implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final String path;
    private final @Nullable JwtAuthorizer authorizer;
    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
    private final GatewayListener listener;

    /// @param path for example `/graphql`
    /// @param authorizer null where anyone may come in, without claims
    /// @param listener is told of what the gateway answers in the function's place
    public ApiRoute(
            String path,
            @Nullable JwtAuthorizer authorizer,
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            GatewayListener listener) {
        this.path = path;
        this.authorizer = authorizer;
        this.function = function;
        this.listener = listener;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!METHODS.contains(exchange.getRequestMethod())) {
            answer(exchange, 404, "Not Found", null);
            return;
        }
        Map<String, String> claims = null;
        if (authorizer != null) {
            var authorization = exchange.getRequestHeaders().getFirst("authorization");
            claims = authorizer.claims(authorization).orElse(null);
            if (claims == null) {
                exchange.getResponseHeaders()
                        .set(
                                "www-authenticate",
                                authorization == null
                                        ? "Bearer"
                                        : "Bearer error=\"invalid_token\"");
                answer(exchange, 401, "Unauthorized", null);
                return;
            }
        }
        var body = RequestBody.read(exchange);
        if (body == null) {
            answer(exchange, 413, "Request Entity Too Large", null);
            return;
        }
        invoke(exchange, ClientRequest.of(exchange, body), claims);
    }

    private void invoke(
            HttpExchange exchange, ClientRequest request, @Nullable Map<String, String> claims)
            throws IOException {
        var routeKey = request.method() + " " + path;
        var event = HttpApiEvents.of(request, routeKey, UUID.randomUUID().toString(), claims);
        Reply reply;
        try {
            reply = Reply.of(function.handleRequest(event, new LocalContext()));
        } catch (Throwable fault) {
            answer(exchange, 500, "Internal Server Error", fault);
            return;
        }
        reply.send(exchange);
    }

    private void answer(
            HttpExchange exchange, int status, String message, @Nullable Throwable fault)
            throws IOException {
        listener.answered(status, fault);
        Reply.message(status, message).send(exchange);
    }
}
