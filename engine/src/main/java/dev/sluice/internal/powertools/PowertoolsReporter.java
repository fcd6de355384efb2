// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.SettingsEvent;
import dev.sluice.telemetry.Tracer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Reports each request with a log line, a flush of metrics, and annotations of its span.
public final class PowertoolsReporter implements RequestListener {
    private static final int USUAL_BYTES = 4_096;

    private final AtomicReference<InstanceStart> next = new AtomicReference<>(InstanceStart.COLD);
    private final TelemetrySettings deployed;
    private final LogLevel level = new LogLevel();
    private final RequestMetrics metrics;
    private final Tracer tracer;
    private volatile RequestLog log;

    /// @param tracer makes the spans of the requests
    public PowertoolsReporter(TelemetrySettings settings, Tracer tracer) {
        this.deployed = settings;
        this.log = new RequestLog(settings);
        this.metrics = new RequestMetrics(settings);
        this.tracer = tracer;
    }

    @Override
    public void settings(SettingsEvent event) {
        if (event.refused()) {
            print(metrics::refusedSettings);
            return;
        }
        var rate = event.logSampleRate();
        log = new RequestLog(rate == null ? deployed : deployed.withSampleRate(rate));
        level.set(event.logLevel());
    }

    /// Marks the next request as the first one after a restore from a snapshot. Powertools' own
    /// `cold_start` is false for all requests after a restore.
    @Override
    public void restored() {
        next.set(InstanceStart.RESTORED);
    }

    @Override
    public void answered(RequestEvent event) {
        var start = next.getAndSet(InstanceStart.WARM);
        print(lines -> {
            log.write(event, start, lines);
            metrics.write(event, start, lines);
        });
        annotate(event, start);
    }

    /// Prints all lines at once.
    private static void print(Consumer<OutputStream> writing) {
        var lines = new ByteArrayOutputStream(USUAL_BYTES);
        writing.accept(lines);
        System.out.write(lines.toByteArray(), 0, lines.size());
        System.out.flush();
    }

    private void annotate(RequestEvent event, InstanceStart start) {
        var operation = event.operation();
        if (operation != null && operation.name() != null) {
            tracer.annotate("operation", operation.name());
        }
        tracer.annotate("status", event.status());
        tracer.annotate("start", start.key());
        if (!event.codes().isEmpty()) {
            tracer.annotate("code", event.codes().getFirst());
        }
    }
}
