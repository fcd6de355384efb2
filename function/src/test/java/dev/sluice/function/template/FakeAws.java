// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A local server with two operations of AWS: Lambda's `Invoke`, and CodeDeploy's
/// `PutLifecycleEventHookExecutionStatus`.
final class FakeAws {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> invoked = new CopyOnWriteArrayList<>();
    private final List<String> statuses = new CopyOnWriteArrayList<>();
    private volatile Version version = event -> "{}";
    private volatile boolean crashes;

    private FakeAws(HttpServer server) {
        this.server = server;
    }

    static FakeAws start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var aws = new FakeAws(HttpServer.create(address, 0));
            aws.server.createContext("/", aws::answer);
            aws.server.start();
            return aws;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Sets what the invoked version answers to an event. Lambda answers 500 if it throws.
    void version(Version answering) {
        version = answering;
        crashes = false;
    }

    /// Makes the version end with an error, which Lambda answers with 200 and a header.
    void crash() {
        version = event -> "{\"errorType\":\"OutOfMemoryError\"}";
        crashes = true;
    }

    List<String> events() {
        return events;
    }

    List<String> answers() {
        return answers;
    }

    /// Returns the paths and queries of the invocations.
    List<String> invoked() {
        return invoked;
    }

    /// Returns what CodeDeploy was told, in order.
    List<String> statuses() {
        return statuses;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null) {
            invoke(exchange, body);
            return;
        }
        if (!target.equals("CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus")) {
            send(exchange, 400, "{}");
            return;
        }
        statuses.add(JSON.readTree(body).at("/status").asText());
        send(exchange, 200, "{}");
    }

    private void invoke(HttpExchange exchange, String event) throws IOException {
        events.add(event);
        invoked.add(exchange.getRequestURI().toString());
        try {
            var answer = version.answer(event);
            answers.add(answer);
            if (crashes) {
                exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            }
            send(exchange, 200, answer);
        } catch (IOException e) {
            send(exchange, 500, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /// A version of the function.
    interface Version {
        String answer(String event) throws IOException;
    }
}
