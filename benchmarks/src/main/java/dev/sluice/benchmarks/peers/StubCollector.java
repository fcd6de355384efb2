// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import com.sun.net.httpserver.HttpServer;

import dev.sluice.devtools.http.HttpServers;

import java.io.IOException;
import java.io.OutputStream;

/// A collector of OpenTelemetry that accepts all spans and forgets them.
final class StubCollector implements AutoCloseable {
    private final HttpServer server;

    StubCollector() throws IOException {
        server = HttpServers.openLoopback(0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
