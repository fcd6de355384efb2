// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A collector of OpenTelemetry, which accepts spans by OTLP over HTTP.
///
/// Source: OpenTelemetry, "OTLP Specification", "OTLP/HTTP".
final class OtlpCollector implements AutoCloseable {
    private static final String PROTOBUF = "application/x-protobuf";

    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    OtlpCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::accept);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!PROTOBUF.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                exchange.sendResponseHeaders(415, -1);
                return;
            }
            authorizations.addAll(
                    exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            received.addAll(
                    ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                            .getResourceSpansList());
            var reply = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
            exchange.sendResponseHeaders(200, -1);
            exchange.getResponseBody().write(reply);
        }
    }

    List<String> authorizations() {
        return authorizations;
    }

    /// Returns everything that was received, as text.
    String text() {
        return received.toString();
    }

    List<KeyValue> resource() {
        return received.getFirst().getResource().getAttributesList();
    }

    List<Span> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /// @param id as X-Ray writes it: `1-5759e988-bd862e3fe1be46a994272793`
    List<Span> trace(String id) {
        var bytes = HexFormat.of().parseHex(id.substring(2).replace("-", ""));
        return spans().stream()
                .filter(span -> Arrays.equals(span.getTraceId().toByteArray(), bytes))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
