// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP request as it arrived.
///
/// @param path percent-encoded
/// @param query percent-encoded, without the question mark, or null
/// @param headers by name in any case, each with at least one value
/// @param port the local port on which it arrived
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ClientRequest(
        String method,
        String path,
        @Nullable String query,
        String protocol,
        Map<String, List<String>> headers,
        byte[] body,
        String address,
        int port,
        Instant received) {

    ClientRequest {
        var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    static ClientRequest of(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return new ClientRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                exchange.getProtocol(),
                exchange.getRequestHeaders(),
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getLocalAddress().getPort(),
                Instant.now());
    }

    /// Returns the header's values, joined by commas, or null if it has none.
    @Nullable String header(String name) {
        var values = headers.get(name);
        return values == null ? null : String.join(",", values);
    }
}
