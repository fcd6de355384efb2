// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// A collector of this process, which accepts one request and forgets it.
final class WarmUpCollector implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String ACCEPTED =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket socket;

    private WarmUpCollector(ServerSocket socket) {
        this.socket = socket;
    }

    static WarmUpCollector open() throws IOException {
        var collector =
                new WarmUpCollector(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(collector::accept);
        return collector;
    }

    /// Returns the settings of an SDK that sends each span here.
    Map<String, String> settings() {
        return Map.of(
                "otel.exporter.otlp.traces.endpoint",
                "http://%s:%d/v1/traces"
                        .formatted(socket.getInetAddress().getHostAddress(), socket.getLocalPort()),
                "otel.traces.sampler",
                "always_on");
    }

    private void accept() {
        try (var connection = socket.accept();
                var request =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), ISO_8859_1))) {
            long length = 0;
            for (var line = request.readLine();
                    line != null && !line.isEmpty();
                    line = request.readLine()) {
                if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                    length = Long.parseLong(line.substring(LENGTH.length()).strip());
                }
            }
            while (length > 0) {
                length -= request.skip(length);
            }
            connection.getOutputStream().write(ACCEPTED.getBytes(ISO_8859_1));
        } catch (IOException _) {
            // Closed before a span came: the classes that were loaded until then stay loaded.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
