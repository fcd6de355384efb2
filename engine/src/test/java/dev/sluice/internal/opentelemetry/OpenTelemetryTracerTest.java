// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.telemetry.Tracer;
import dev.sluice.telemetry.Tracer.Span;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

class OpenTelemetryTracerTest {
    /// Lambda sets it for each invocation.
    private static final String HEADER = "com.amazonaws.xray.traceHeader";

    private static final String SAMPLED =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private final Collector collector = new Collector();
    private final OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(new EndedSpans(collector))
                                    .build())
                    .build();
    private final OpenTelemetryTracer tracer = new OpenTelemetryTracer(sdk);

    @BeforeEach
    void invoke() {
        System.setProperty(HEADER, SAMPLED);
    }

    @AfterEach
    void end() {
        System.clearProperty(HEADER);
        collector.hangs = false;
        sdk.close();
    }

    @Test
    void spans_of_any_thread_are_below_their_parent_and_the_first_one_below_lambdas() {
        tracer.trace(
                Span.NONE,
                "GraphQL",
                request ->
                        tracer.trace(
                                request,
                                "execute",
                                execute -> onAnotherThread(execute, "DynamoDB GetItem")));

        assertThat(collector.spans)
                .hasSize(3)
                .extracting(SpanData::getTraceId)
                .containsOnly("5759e988bd862e3fe1be46a994272793");
        assertThat(collector.named("GraphQL").getParentSpanId()).isEqualTo("53995c3f42cd8ad8");
        assertThat(collector.named("GraphQL").getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(collector.named("execute").getParentSpanId())
                .isEqualTo(collector.named("GraphQL").getSpanId());
        assertThat(collector.named("execute").getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(collector.named("DynamoDB GetItem").getParentSpanId())
                .isEqualTo(collector.named("execute").getSpanId());
        assertThat(collector.named("DynamoDB GetItem").getKind()).isEqualTo(SpanKind.CLIENT);
    }

    private boolean onAnotherThread(Span parent, String name) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return CompletableFuture.supplyAsync(
                            () -> tracer.trace(parent, name, _ -> true), threads)
                    .join();
        }
    }

    @Test
    void all_spans_are_sent_before_the_request_is_answered() {
        for (var request = 1; request <= 1_000; request++) {
            tracer.trace(Span.NONE, "GraphQL", span -> tracer.trace(span, "read", _ -> true));

            assertThat(collector.spans).hasSize(2 * request);
        }
    }

    @Test
    void attributes_failures_and_annotations_belong_to_their_span() {
        tracer.trace(
                Span.NONE,
                "GraphQL",
                request -> {
                    var _ =
                            tracer.trace(
                                    request,
                                    "DynamoDB Query",
                                    call -> {
                                        call.setAttribute("tables", "Orders");
                                        call.setAttribute("items", 20);
                                        call.fail();
                                        return true;
                                    });
                    tracer.annotate("status", 200);
                    return true;
                });

        assertThat(collector.named("GraphQL").getAttributes().asMap())
                .isEqualTo(Map.of(AttributeKey.longKey("status"), 200L));
        assertThat(collector.named("DynamoDB Query").getAttributes().asMap())
                .isEqualTo(
                        Map.of(
                                AttributeKey.stringKey("tables"),
                                "Orders",
                                AttributeKey.longKey("items"),
                                20L));
        assertThat(collector.named("DynamoDB Query").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void an_exception_of_the_work_ends_the_span_without_its_message() {
        assertThatThrownBy(() ->
                        tracer.trace(
                                Span.NONE,
                                "GraphQL",
                                _ -> {
                                    throw new IOException("k4n4ry");
                                }))
                .isInstanceOf(IOException.class);

        assertThat(collector.spans).hasSize(1);
        assertThat(collector.spans.toString()).doesNotContain("k4n4ry");
    }

    @Test
    void an_invocation_that_is_not_traced_makes_no_span() {
        System.clearProperty(HEADER);
        assertThat(tracer.<Span, RuntimeException>trace(Span.NONE, "GraphQL", span -> span))
                .isEqualTo(Span.NONE);

        System.setProperty(HEADER, SAMPLED.replace("Sampled=1", "Sampled=0"));
        tracer.trace(Span.NONE, "GraphQL", _ -> true);

        assertThat(collector.spans).isEmpty();
    }

    @Test
    void a_header_without_a_trace_or_a_parent_is_no_trace() {
        assertThat(InvocationTrace.of(SAMPLED)).isPresent();
        assertThat(
                        InvocationTrace.of(
                                "Parent=53995c3f42cd8ad8; Lineage=a:b;Root=1-5759e988-bd862e3fe1be46a994272793"))
                .isPresent();
        for (var header :
                List.of(
                        "",
                        "Root=1-5759e988-bd862e3fe1be46a994272793",
                        "Parent=53995c3f42cd8ad8;Sampled=1",
                        "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0",
                        SAMPLED.replace("Root=1-", "Root=2-"),
                        SAMPLED.replace("Parent=5", "Parent="))) {
            assertThat(InvocationTrace.of(header)).as(header).isEmpty();
        }
    }

    @Test
    @Timeout(30)
    void a_collector_that_does_not_answer_delays_one_reply_and_not_all() {
        collector.hangs = true;
        for (var request = 0; request < 5_000; request++) {
            tracer.trace(Span.NONE, "GraphQL", _ -> true);
        }
        assertThat(collector.spans).isEmpty();
    }

    @Test
    void priming_sends_nothing_to_the_collector_of_the_environment() throws IOException {
        try (var receiver = new HttpCounter()) {
            var own =
                    OpenTelemetrySettings.sdk(
                            Map.of("otel.exporter.otlp.endpoint", receiver.url()));
            Tracer primed = new OpenTelemetryTracer(own);

            primed.warmUp();
            assertThat(receiver.requests()).isZero();

            primed.trace(Span.NONE, "GraphQL", _ -> true);
            assertThat(receiver.requests()).isEqualTo(1);
            own.close();
        }
    }

    @Test
    void a_variable_that_the_sdk_does_not_accept_is_named_without_its_value() {
        for (var wrong :
                Map.of(
                                "otel.exporter.otlp.timeout", "k4n4ry",
                                "otel.exporter.otlp.headers", "k4n4ry",
                                "otel.exporter.otlp.endpoint", "k4n4ry",
                                "otel.traces.sampler", "k4n4ry")
                        .entrySet()) {
            assertThatThrownBy(() ->
                            OpenTelemetrySettings.sdk(Map.of(wrong.getKey(), wrong.getValue())))
                    .isInstanceOf(InvalidOpenTelemetryException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("k4n4ry")
                    .hasMessageMatching("The SDK of OpenTelemetry does not accept OTEL_[A-Z_*]+");
        }
    }

    @Test
    void ids_are_not_zero_and_not_the_same() {
        var ids = new SecureIds();

        assertThat(ids.generateSpanId()).matches("[0-9a-f]{16}").isNotEqualTo(ids.generateSpanId());
        assertThat(ids.generateTraceId())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(ids.generateTraceId());
    }

    /// Keeps the spans that are sent to it.
    private static final class Collector implements SpanExporter {
        private final List<SpanData> spans = new CopyOnWriteArrayList<>();
        private volatile boolean hangs;

        @Override
        public CompletableResultCode export(Collection<SpanData> sent) {
            if (hangs) {
                return new CompletableResultCode();
            }
            spans.addAll(sent);
            return CompletableResultCode.ofSuccess();
        }

        SpanData named(String name) {
            return spans.stream()
                    .filter(span -> span.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
