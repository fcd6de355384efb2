// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps spans that have ended until a flush sends them.
///
/// The SDK's own processor has a thread that sends spans, and a flush that follows another one at
/// once does not wait for it. Lambda would freeze the instance with spans that are not sent.
final class EndedSpans implements SpanProcessor {
    private static final int MOST = 2_048;

    /// Is less than the time that each invocation reserves for its reply and its telemetry.
    private static final long LONGEST_WAIT_MILLIS = 400;

    private final SpanExporter exporter;
    private final BlockingQueue<ReadableSpan> ended = new LinkedBlockingQueue<>(MOST);
    private volatile CompletableResultCode late = CompletableResultCode.ofSuccess();

    EndedSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    /// Forgets the span if too many wait.
    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()) {
            var _ = ended.offer(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /// Sends all spans in one request, and waits for the answer, but not long. Sends none while an
    /// earlier request has waited too long and has no answer yet: a collector that does not answer
    /// must not delay every reply.
    @Override
    public CompletableResultCode forceFlush() {
        if (!late.isDone()) {
            return late;
        }
        var batch = new ArrayList<ReadableSpan>();
        ended.drainTo(batch);
        if (batch.isEmpty()) {
            return CompletableResultCode.ofSuccess();
        }
        var sent =
                exporter.export(batch.stream().map(ReadableSpan::toSpanData).toList())
                        .join(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (!sent.isDone()) {
            late = sent;
        }
        return sent;
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
