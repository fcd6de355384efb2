// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.dynamodb.client.ClosingHttpClient;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.zip.CRC32;

/// A DynamoDB on a port of this process. It speaks HTTP, so that a client that reads from it runs
/// the same code as with DynamoDB, except TLS.
public final class SampleDynamoDb implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String LENGTH = "content-length:";
    private static final String TARGET = "x-amz-target:";
    private static final String REFUSAL = "{\"__type\":\"com.amazonaws#ValidationException\"}";

    private final SampleReplies replies;
    private final ServerSocket socket;

    private SampleDynamoDb(SampleReplies replies, ServerSocket socket) {
        this.replies = replies;
        this.socket = socket;
    }

    /// @throws IOException if the process cannot listen
    public static SampleDynamoDb open(SampleReplies replies) throws IOException {
        var server =
                new SampleDynamoDb(
                        replies, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /// Returns a client that is configured as the one of the engine. The caller must close it.
    public DynamoDbClient client() {
        return DynamoDbClients.configure(DynamoDbClient.builder())
                .httpClientBuilder(ClosingHttpClient.builder())
                .endpointOverride(
                        URI.create(
                                "http://%s:%d"
                                        .formatted(
                                                socket.getInetAddress().getHostAddress(),
                                                socket.getLocalPort())))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("priming", "priming")))
                .build();
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedInputStream(connection.getInputStream());
                var out = connection.getOutputStream()) {
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                out.write(reply(in));
            }
        } catch (IOException _) {
            // The client closed the connection.
        }
    }

    /// Reads the rest of a request, after its first line.
    private byte[] reply(InputStream in) throws IOException {
        var length = 0;
        var operation = "";
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var name = line.toLowerCase(Locale.ROOT);
            if (name.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            } else if (name.startsWith(TARGET)) {
                operation = line.substring(line.lastIndexOf('.') + 1);
            }
        }
        var reply = replies.of(operation, JSON.readTree(in.readNBytes(length)));
        return reply == null
                ? message("400 Bad Request", REFUSAL.getBytes(ISO_8859_1))
                : message("200 OK", JSON.writeValueAsBytes(reply));
    }

    private static byte[] message(String status, byte[] body) throws IOException {
        var sum = new CRC32();
        sum.update(body);
        var message = new ByteArrayOutputStream();
        var head =
                """
                HTTP/1.1 %s\r
                Content-Type: application/x-amz-json-1.0\r
                Content-Length: %d\r
                x-amzn-RequestId: PRIMING\r
                x-amz-crc32: %d\r
                \r
                """
                        .formatted(status, body.length, sum.getValue());
        message.write(head.getBytes(ISO_8859_1));
        message.write(body);
        return message.toByteArray();
    }

    /// Returns the line without its end, or an empty text at the end of the stream.
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
