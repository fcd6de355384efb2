// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import dev.sluice.internal.recording.TraceProperty;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/// The segment of AWS X-Ray that Lambda made for an invocation. The spans of the request are below
/// it.
///
/// Source: AWS X-Ray Developer Guide, "Tracing header"; AWS Lambda Developer Guide, "Runtime API".
final class InvocationTrace {
    private static final Pattern ROOT =
            Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\\s*(?:;|$)");
    private static final Pattern PARENT =
            Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})\\s*(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=1\\s*(?:;|$)");

    private InvocationTrace() {}

    /// Returns empty if Lambda named no trace, or one that does not exist. The headers of the
    /// request are not read, because a client must not choose its trace.
    static Optional<Context> current() {
        return of(System.getProperty(TraceProperty.NAME));
    }

    static Optional<Context> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var root = ROOT.matcher(header);
        var parent = PARENT.matcher(header);
        if (!root.find() || !parent.find()) {
            return Optional.empty();
        }
        var flags =
                SAMPLED.matcher(header).find() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return Optional.of(segment(root.group(1) + root.group(2), parent.group(1), flags))
                .filter(SpanContext::isValid)
                .map(InvocationTrace::below);
    }

    /// Returns a new trace that is sampled.
    static Context sample() {
        var ids = new SecureIds();
        return below(segment(ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled()));
    }

    private static SpanContext segment(String trace, String segment, TraceFlags flags) {
        return SpanContext.createFromRemoteParent(trace, segment, flags, TraceState.getDefault());
    }

    private static Context below(SpanContext segment) {
        return Context.root().with(Span.wrap(segment));
    }
}
