// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.sun.net.httpserver.HttpExchange;

import dev.sluice.devtools.gateway.Reply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

/// Distinguishes the developer's own page and tools from other machines and other sites.
final class OwnPage {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// `none` means that the developer typed the address. Source: Fetch Metadata Request Headers.
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private OwnPage() {}

    /// Answers 403 and returns true if the request has another method, or is not of the developer's
    /// own page or tools.
    static boolean refuses(HttpExchange exchange, String method) throws IOException {
        if (exchange.getRequestMethod().equals(method) && asks(exchange)) {
            return false;
        }
        Reply.message(403, "Forbidden").send(exchange);
        return true;
    }

    /// Returns whether the request comes from this machine, is addressed to one of its own names,
    /// and does not come from another site's page. Another host name is refused, because an
    /// attacker could have pointed it to this machine.
    private static boolean asks(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var location = headers.getFirst("sec-fetch-site");
        var host = headers.getFirst("host");
        var origin = headers.getFirst("origin");
        return exchange.getRemoteAddress().getAddress().isLoopbackAddress()
                && (location == null || OWN_SITES.contains(location))
                && isThisMachine("http://" + host)
                && (origin == null || origin.equals("http://" + host));
    }

    private static boolean isThisMachine(@Nullable String address) {
        try {
            return THIS_MACHINE.contains(
                    String.valueOf(URI.create(String.valueOf(address)).getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
