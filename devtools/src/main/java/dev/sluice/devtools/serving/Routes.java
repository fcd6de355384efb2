// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.console.Console;
import dev.sluice.devtools.console.RequestPictures;
import dev.sluice.devtools.gateway.ApiRoute;
import dev.sluice.devtools.gateway.GatewayListener;
import dev.sluice.devtools.gateway.Integration;
import dev.sluice.devtools.gateway.JwtAuthorizer;
import dev.sluice.devtools.gateway.Reply;
import dev.sluice.devtools.identity.LocalIssuer;
import dev.sluice.devtools.identity.TokenMinter;
import dev.sluice.internal.http.Cors;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Everything that the server answers, by path: the two routes of the deployed API, and the
/// developer's own routes.
final class Routes {
    private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

    private Routes() {}

    /// @param catalog returns the schema that is served now
    /// @param pictures null if the server does not know what its requests do
    static Map<String, HttpHandler> of(
            Integration api,
            Supplier<Catalog> catalog,
            @Nullable RequestPictures pictures,
            RSAKey key,
            Cors cors,
            GatewayListener listener) {
        var clock = Clock.systemUTC();
        var authorizer =
                new JwtAuthorizer(new JWKSet(key), LocalIssuer.ISSUER, LocalIssuer.AUDIENCE, clock);
        var routes = new HashMap<>(Console.routes(new TokenMinter(key, clock), catalog, pictures));
        routes.put("/graphql", new ApiRoute("/graphql", authorizer, cors, api, listener));
        routes.put("/graphql/public", new ApiRoute("/graphql/public", null, cors, api, listener));
        routes.put(
                "/health", exchange -> Reply.of(200, "application/json", HEALTHY).send(exchange));
        return routes;
    }
}
