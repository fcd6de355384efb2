// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server whose requests each have a virtual thread. A path without a route is 404.
public final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /// Takes the port; nothing is answered before [#start].
    ///
    /// @param port 0 for any that is free
    /// @throws Failure where the port is taken or the host is not of this machine
    public static LocalServer bind(String host, int port) {
        // Without it the kernel holds each small reply back for up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.environment("The host %s has no address.".formatted(host));
        }
        try {
            return new LocalServer(HttpServer.create(address, 0));
        } catch (BindException e) {
            throw Failure.environment(
                    "Port %d of %s is taken or not allowed (%s). Choose another with --port."
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

    /// Ends within a second; requests being answered have that long.
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }
}
