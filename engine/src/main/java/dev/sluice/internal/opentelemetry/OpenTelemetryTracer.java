// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import dev.sluice.telemetry.Signal;
import dev.sluice.telemetry.Tracer;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Map;

/// Makes spans of OpenTelemetry in the trace of the invocation, and sends them to a collector
/// before the outermost span returns, because Lambda then freezes the instance. Makes none if the
/// invocation is not traced.
public final class OpenTelemetryTracer implements Tracer {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTelemetryTracer.class);

    private final OpenTelemetrySdk sdk;
    private final io.opentelemetry.api.trace.Tracer spans;

    OpenTelemetryTracer(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.spans = sdk.getTracer("dev.sluice");
    }

    /// Returns a tracer with the settings of OpenTelemetry's environment variables, `OTEL_*`.
    ///
    /// @throws InvalidOpenTelemetryException if the SDK does not accept one of them
    public static OpenTelemetryTracer ofEnvironment() {
        return new OpenTelemetryTracer(OpenTelemetrySettings.sdk(Map.of()));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T trace(
            Span parent, String name, Traced<T, X> work) throws X {
        if (parent instanceof OpenTelemetrySpan outer) {
            return run(outer.context(), name, kind(name), work);
        }
        var invocation = InvocationTrace.current();
        return invocation.isPresent()
                ? outermost(invocation.get(), name, work)
                : work.in(Span.NONE);
    }

    private <T extends @Nullable Object, X extends Exception> T outermost(
            Context invocation, String name, Traced<T, X> work) throws X {
        try {
            return run(invocation, name, SpanKind.SERVER, work);
        } finally {
            sdk.getSdkTracerProvider().forceFlush();
        }
    }

    private <T extends @Nullable Object, X extends Exception> T run(
            Context parent, String name, SpanKind kind, Traced<T, X> work) throws X {
        var span = spans.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
        try (var _ = span.makeCurrent()) {
            return work.in(new OpenTelemetrySpan(span));
        } finally {
            span.end();
        }
    }

    private static SpanKind kind(String name) {
        return name.startsWith(Signal.Trace.DYNAMODB.key()) ? SpanKind.CLIENT : SpanKind.INTERNAL;
    }

    @Override
    public void annotate(String name, Object value) {
        OpenTelemetrySpan.current().setAttribute(name, value);
    }

    /// Sends a span to a collector of this process: the collector of the environment gets none, and
    /// no connection to it is part of a snapshot.
    @Override
    public void warmUp() {
        try (var collector = WarmUpCollector.open();
                var own = OpenTelemetrySettings.sdk(collector.settings())) {
            new OpenTelemetryTracer(own)
                    .outermost(
                            InvocationTrace.sample(),
                            Signal.Trace.GRAPHQL.key(),
                            span -> {
                                span.setAttribute("items", 0);
                                return null;
                            });
        } catch (IOException e) {
            LOG.debug("The sending of spans was not primed", e);
        }
    }
}
