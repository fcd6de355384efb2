// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.TIMEOUT;
import static dev.sluice.devtools.lambda.Stand.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The spans that the deployed function sends to a collector of OpenTelemetry.
class OpenTelemetryIT {
    private static final String SECRET = "k4n4ry";

    private static Store store;
    private Stand stand;

    @BeforeAll
    static void open() throws IOException {
        store = new Store(Stand.ARTIFACT);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void stand() {
        stand = new Stand(store);
    }

    /// @param timeout of an export, in milliseconds
    private LambdaFunction deploy(String collector, String timeout, boolean snapStart) {
        return stand.deploy(
                snapStart,
                TIMEOUT,
                Map.of(
                        "SLUICE_TRACING_LIBRARY", "opentelemetry",
                        "SLUICE_LOG_SAMPLE_RATE", "1",
                        "POWERTOOLS_SERVICE_NAME", "shop",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector,
                        "OTEL_EXPORTER_OTLP_TIMEOUT", timeout,
                        "OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + SECRET,
                        "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_request_is_a_trace_below_lambdas_when_it_is_answered(boolean snapStart)
            throws Exception {
        try (var collector = new OtlpCollector();
                var function = deploy(collector.url(), "5000", snapStart)) {
            var event = Event.signedIn("first").claim("email", SECRET).json();
            for (var request = 1; request <= 2; request++) {
                var result = function.invoke(event);

                assertThat(status(result.response())).isEqualTo(200);
                assertThat(result.trace().spans()).as("X-Ray gets no spans").isEmpty();
                isWhole(collector.trace(result.trace().id()), snapStart && request == 1);
            }
            assertThat(collector.spans()).as("priming sends none").hasSize(2 * spansOfARequest());
            assertThat(collector.authorizations()).containsOnly(SECRET);
            assertThat(attributes(collector.resource()))
                    .containsEntry("service.name", "shop")
                    .containsEntry("deployment.environment.name", "test");
            assertThat(collector.text()).doesNotContain(SECRET).doesNotContain("Ada");
        }
        assertThat(stand.printed()).doesNotContain(SECRET);
    }

    /// The request, its four phases, and its requests to DynamoDB.
    private int spansOfARequest() {
        return 5 + calls().size();
    }

    private List<String> calls() {
        var calls = new ArrayList<String>();
        FunctionLines.of(stand.printed())
                .requests()
                .getLast()
                .path("calls")
                .forEach(call -> calls.add("DynamoDB " + call.path("operation").asText()));
        return calls;
    }

    private void isWhole(List<Span> trace, boolean restored) {
        var request = named(trace, "GraphQL");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(request.getParentSpanId().size()).isEqualTo(8);
        assertThat(attributes(request.getAttributesList()))
                .containsEntry("status", "200")
                .hasEntrySatisfying(
                        "start", start -> assertThat(start.equals("restored")).isEqualTo(restored));

        var phases = below(request, trace);
        assertThat(phases)
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("read", "admit", "execute", "reply");

        var sent = below(named(trace, "execute"), trace);
        assertThat(sent).extracting(Span::getName).containsExactlyInAnyOrderElementsOf(calls());
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy(call -> {
                    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
                    assertThat(call.getStatus().getCode())
                            .isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
                    assertThat(attributes(call.getAttributesList()))
                            .containsOnlyKeys("tables", "items", "wave");
                });
        assertThat(trace).hasSize(spansOfARequest());
    }

    private static Span named(List<Span> trace, String name) {
        return trace.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    private static List<Span> below(Span parent, List<Span> trace) {
        ByteString id = parent.getSpanId();
        return trace.stream().filter(span -> span.getParentSpanId().equals(id)).toList();
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(
                        Collectors.toMap(
                                KeyValue::getKey,
                                each ->
                                        each.getValue().hasIntValue()
                                                ? Long.toString(each.getValue().getIntValue())
                                                : each.getValue().getStringValue()));
    }

    @Test
    void a_collector_that_is_not_there_costs_no_reply_and_is_logged_as_json() throws Exception {
        try (var function = deploy("http://127.0.0.1:1", "200", false)) {
            for (var request = 0; request < 2; request++) {
                assertThat(status(function.invoke(Event.signedIn("first").json()).response()))
                        .isEqualTo(200);
            }
        }
        assertThat(FunctionLines.of(stand.printed()).json())
                .filteredOn(line -> line.path("message").asText().startsWith("Failed to export"))
                .isNotEmpty();
    }

    @Test
    void a_variable_that_the_sdk_does_not_accept_stops_the_start_without_its_value() {
        var wrong =
                Map.of(
                        "SLUICE_TRACING_LIBRARY",
                        "opentelemetry",
                        "OTEL_EXPORTER_OTLP_TIMEOUT",
                        SECRET);
        try (var function = stand.deploy(false, TIMEOUT, wrong)) {
            assertThatThrownBy(() -> function.invoke(Event.signedIn("first").json()))
                    .hasStackTraceContaining("OTEL_EXPORTER_OTLP_TIMEOUT must be as")
                    .hasMessageNotContaining(SECRET);
        }
        assertThat(stand.printed()).doesNotContain(SECRET);
    }
}
