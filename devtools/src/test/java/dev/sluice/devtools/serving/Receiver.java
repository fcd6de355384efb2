// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A program to which `sluice serve --events` posts.
final class Receiver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final Queue<Integer> answers;
    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    /// @param answers the statuses of the first answers; all others are 200
    Receiver(Integer... answers) throws IOException {
        this.answers = new ArrayDeque<>(List.of(answers));
        server.createContext(
                "/events",
                exchange -> {
                    try (exchange) {
                        var text =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        var status = Objects.requireNonNullElse(this.answers.poll(), 200);
                        exchange.sendResponseHeaders(status, -1);
                        taken.add(
                                "%d %s %s"
                                        .formatted(
                                                status,
                                                exchange.getRequestHeaders()
                                                        .getFirst("Content-Type"),
                                                text));
                    }
                });
        server.start();
    }

    String url() {
        return "http://localhost:%d/events".formatted(server.getAddress().getPort());
    }

    /// Returns the status, the media type and the body of the next request.
    String next() throws InterruptedException {
        return String.valueOf(taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
