// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A connection of a client, which sends requests of DynamoDB's protocol over HTTP/1.1, each with a
/// length.
final class WireConnection {
    private static final String LENGTH = "content-length";

    /// The most bytes of a request line and its headers.
    private static final int LONGEST_HEAD = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        // Otherwise, the kernel delays each small reply by up to 40 ms.
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /// Returns null if the client has ended the connection.
    @Nullable WireRequest read() throws IOException {
        var head = head();
        if (head == null) {
            return null;
        }
        var headers = headers(head);
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault(LENGTH, "0")));
        return WireRequest.of(headers, body);
    }

    private @Nullable String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (head.size() < LONGEST_HEAD) {
            var next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
            if (next == '\n' && endsHead(head)) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException("The head of a request is too large");
    }

    private static boolean endsHead(ByteArrayOutputStream head) {
        var bytes = head.toByteArray();
        return bytes.length >= 4 && bytes[bytes.length - 3] == '\n';
    }

    private static Map<String, String> headers(String head) {
        var headers = new TreeMap<String, String>();
        head.lines()
                .skip(1)
                .forEach(line -> {
                    var colon = line.indexOf(':');
                    if (colon > 0) {
                        headers.put(
                                line.substring(0, colon).toLowerCase(Locale.ROOT),
                                line.substring(colon + 1).strip());
                    }
                });
        return headers;
    }

    /// Returns whether the connection can be used for another request.
    boolean reply(Delivery delivery) throws IOException, InterruptedException {
        return switch (delivery) {
            case Delivery.Whole(var reply) -> {
                out.write(head(reply));
                out.write(reply.body());
                out.flush();
                yield true;
            }
            case Delivery.Dripping(var reply, var pause) -> {
                drip(head(reply), pause);
                drip(reply.body(), pause);
                yield true;
            }
            case Delivery.Half(var reply, var reset) -> {
                out.write(head(reply));
                out.write(reply.body(), 0, reply.body().length / 2);
                out.flush();
                yield end(reset);
            }
            case Delivery.End(var reset) -> end(reset);
            case Delivery.Nothing() -> {
                awaitEnd();
                yield false;
            }
        };
    }

    private static byte[] head(WireReply reply) {
        var head = new StringBuilder("HTTP/1.1 %d Status\r\n".formatted(reply.status()));
        reply.headers().forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
        head.append("%s: %d\r\n\r\n".formatted(LENGTH, reply.body().length));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void drip(byte[] bytes, Duration pause) throws IOException, InterruptedException {
        for (var each : bytes) {
            out.write(each);
            out.flush();
            Thread.sleep(pause);
        }
    }

    private boolean end(boolean reset) throws IOException {
        if (reset) {
            // With no time to linger, the kernel resets the connection.
            socket.setSoLinger(true, 0);
        }
        return false;
    }

    /// Returns when the client has ended the connection.
    private void awaitEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
