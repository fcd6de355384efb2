// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy between a client of DynamoDB and a DynamoDB outside AWS. What goes wrong happens on the
/// connection, so the client meets it with its own timeouts and retries.
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket server;
    private final Upstream upstream;
    private final Faults faults;
    private final FaultListener listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sending = new AtomicInteger();

    private FaultProxy(
            ServerSocket server, Upstream upstream, Faults faults, FaultListener listener) {
        this.server = server;
        this.upstream = upstream;
        this.faults = faults;
        this.listener = listener;
    }

    /// Opens any free port of this machine.
    public static FaultProxy before(URI dynamoDb, Faults faults, FaultListener listener) {
        try {
            var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            var proxy = new FaultProxy(server, new Upstream(dynamoDb), faults, listener);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /// Returns how many connections the client has open, without those whose request is still on
    /// its way to DynamoDB.
    public int connections() {
        return open.size() - sending.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The server was closed, or a client left before it was accepted.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var connection = new WireConnection(socket);
            while (true) {
                var request = connection.read();
                if (request == null || !connection.reply(delivery(request))) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client or DynamoDB has ended its connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private Delivery delivery(WireRequest request) throws IOException, InterruptedException {
        sending.incrementAndGet();
        try {
            return new Exchange(upstream, listener, request, faults.of(request)).run();
        } finally {
            sending.decrementAndGet();
        }
    }

    /// Ends all connections.
    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
            upstream.close();
        }
    }
}
