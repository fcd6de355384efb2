// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.http.HttpServers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server that runs each request on a virtual thread. It answers 404 to a path without a
/// route.
public final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /// Opens the port. The server answers requests only after [#start].
    ///
    /// @param port 0 for any free port
    /// @throws Failure if the port is in use or the host is not of this machine
    public static LocalServer bind(String host, int port) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.environment("The host %s has no address.".formatted(host));
        }
        try {
            return new LocalServer(HttpServers.open(address));
        } catch (BindException e) {
            throw Failure.environment(
                    "Port %d of %s is in use or not allowed (%s). Choose another with --port."
                            .formatted(port, host, e.getMessage()));
        } catch (IOException e) {
            throw Failure.environment(
                    "Port %d of %s cannot be used: %s.".formatted(port, host, e.getMessage()));
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// @param routes handlers by exact path
    public void start(Map<String, ? extends HttpHandler> routes) {
        var byPath = Map.copyOf(routes);
        server.createContext(
                "/",
                exchange -> {
                    var route = byPath.get(exchange.getRequestURI().getPath());
                    if (route == null) {
                        Reply.message(404, "Not Found").send(exchange);
                    } else {
                        answer(route, exchange);
                    }
                });
        server.start();
    }

    @SuppressWarnings("try") // The exchange is ended, whatever the route did.
    private static void answer(HttpHandler route, HttpExchange exchange) throws IOException {
        try (exchange) {
            route.handle(exchange);
        }
    }

    /// Closes within a second. Requests that are being answered have that long to end.
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }
}
