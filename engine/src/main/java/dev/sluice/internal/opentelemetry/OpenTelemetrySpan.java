// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import dev.sluice.telemetry.Tracer;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;

/// A span that is sent to a collector.
record OpenTelemetrySpan(Span span) implements Tracer.Span {

    /// Returns the span in which this thread works. If there is none, it forgets its attributes.
    static OpenTelemetrySpan current() {
        return new OpenTelemetrySpan(Span.current());
    }

    /// Returns the context of spans below this one, on any thread.
    Context context() {
        return Context.root().with(span);
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (value instanceof Integer number) {
            span.setAttribute(name, number);
        } else {
            span.setAttribute(name, value.toString());
        }
    }

    @Override
    public void fail() {
        span.setStatus(StatusCode.ERROR);
    }
}
