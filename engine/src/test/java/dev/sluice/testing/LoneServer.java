// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP/1.1 server that gives the same answer to every request and keeps connections open. It
/// can forget its connections: it then neither answers on them nor closes them.
public final class LoneServer implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final ServerSocket server;
    private final String reply;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();

    private LoneServer(ServerSocket server, String body) {
        this.server = server;
        this.reply =
                """
                HTTP/1.1 200 OK\r
                Content-Type: application/x-amz-json-1.0\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(body.length(), body);
    }

    /// @param body in ASCII
    public static LoneServer answering(String body) throws IOException {
        var server = new LoneServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), body);
        Thread.startVirtualThread(server::accept);
        return server;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /// Returns the number of connections since the start.
    public int accepted() {
        return accepted.get();
    }

    /// Stops answering on the connections that are open.
    public void forget() {
        forgotten.addAll(open);
    }

    /// Returns when clients have closed all connections.
    public void awaitNoneOpen() {
        while (!open.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException _) {
            // The server was closed.
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException _) {
            // The server was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (read(in)) {
                if (!forgotten.contains(socket)) {
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            // The client has closed the connection.
        } finally {
            open.remove(socket);
        }
    }

    /// Returns whether there was a request.
    private static boolean read(BufferedReader in) throws IOException {
        var length = 0L;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                in.skip(length);
                return true;
            }
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        return false;
    }
}
