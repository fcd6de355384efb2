// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.recording;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestPhase;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.Signal;
import dev.sluice.telemetry.Tracer;
import dev.sluice.telemetry.Tracer.Span;
import dev.sluice.telemetry.WriteEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;

/// Records what happens during one request, and traces its parts.
///
/// Only one thread may use it, except for `calling` and `refusedBy`, which any thread may call.
public final class Recording {
    private final String requestId;
    private final Tracer tracer;
    private final long start = System.nanoTime();
    private final Map<RequestPhase, Duration> phases = new EnumMap<>(RequestPhase.class);
    private final Map<String, Duration> fields = new HashMap<>();
    private final List<Denial> denials = new ArrayList<>();
    private final List<WriteEvent> writes = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();
    private final Queue<DynamoDbCall> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, Integer> fallbacks = new TreeMap<>();
    private final Map<List<Object>, RolloutRead> rollouts = new LinkedHashMap<>();
    private volatile Span span;
    private volatile IntSupplier wave = () -> 0;
    private @Nullable String clientName;
    private @Nullable AdmittedOperation operation;
    private @Nullable CallerCharge charge;
    private Consumption consumption = Consumption.NONE;

    /// @param span of the whole request
    public Recording(String requestId, Tracer tracer, Span span) {
        this.requestId = requestId;
        this.tracer = tracer;
        this.span = span;
    }

    /// Returns a recording without a listener.
    public static Recording unheard(String requestId) {
        return new Recording(requestId, Tracer.NONE, Span.NONE);
    }

    /// @param number returns the number of the wave in which a request is sent, on any thread
    public void runsInWaves(IntSupplier number) {
        wave = number;
    }

    public String requestId() {
        return requestId;
    }

    /// Runs the work of a phase.
    public <T extends @Nullable Object, X extends Exception> T during(
            RequestPhase phase, Work<T, X> work) throws X {
        var outer = span;
        var began = System.nanoTime();
        try {
            return tracer.trace(
                    outer,
                    phase.key(),
                    inner -> {
                        span = inner;
                        return work.run();
                    });
        } finally {
            span = outer;
            phases.merge(phase, since(began), Duration::plus);
        }
    }

    /// Sends one request to DynamoDB, from any thread.
    ///
    /// @param operation the name that DynamoDB uses
    /// @param tables their names in DynamoDB
    /// @param items number of items requested or written
    public <T, X extends Exception> T calling(
            String operation, List<String> tables, int items, Work<T, X> work) throws X {
        return tracer.trace(
                span,
                Signal.Trace.DYNAMODB.key() + " " + operation,
                own -> {
                    own.setAttribute("tables", String.join(",", tables));
                    own.setAttribute("items", items);
                    own.setAttribute("wave", wave.getAsInt());
                    var began = System.nanoTime();
                    var answered = false;
                    try {
                        var answer = work.run();
                        answered = true;
                        return answer;
                    } finally {
                        if (!answered) {
                            own.fail();
                        }
                        calls.add(
                                new DynamoDbCall(operation, tables, items, since(began), answered));
                    }
                });
    }

    /// Records that an open circuit breaker refused a call, from any thread.
    public void refusedBy(String breaker) {
        refusals.merge(breaker, 1, Integer::sum);
    }

    /// Records that a field of one object has its fallback.
    ///
    /// @param coordinate `Type.field`
    public void fellBack(String coordinate) {
        fallbacks.merge(coordinate, 1, Integer::sum);
    }

    /// @param name that the client gives itself, or null
    public void requestedBy(@Nullable String name) {
        clientName = name;
    }

    public void admitted(AdmittedOperation admitted) {
        operation = admitted;
    }

    /// Returns the operation, or null if none was admitted.
    public @Nullable AdmittedOperation operation() {
        return operation;
    }

    public void consumed(Consumption consumed) {
        consumption = consumed;
    }

    /// @param charged null if the operation was not charged to its caller
    public void charged(@Nullable CallerCharge charged) {
        charge = charged;
    }

    public void denied(Denial denial) {
        denials.add(denial);
    }

    public void wrote(WriteEvent write) {
        writes.add(write);
    }

    /// Records that a field with a rollout was read.
    public void rolledOut(RolloutRead read) {
        rollouts.merge(
                List.of(read.field(), read.path(), read.comparison()), read, RolloutRead::and);
    }

    public void drifted(Drift drift) {
        drifts.add(drift);
    }

    /// Records that a field has its answer.
    ///
    /// @param coordinate `Type.field`
    /// @param began the start, from `System.nanoTime`
    public void fetched(String coordinate, long began) {
        fields.merge(
                coordinate,
                since(began),
                (one, other) -> {
                    return one.compareTo(other) < 0 ? other : one;
                });
    }

    /// Returns what was recorded so far.
    ///
    /// @param status of the reply
    /// @param codes of the reply's errors
    /// @param fault whether one of the errors is a fault of the API or of DynamoDB
    public RequestEvent event(int status, List<String> codes, boolean fault) {
        return new RequestEvent(
                requestId,
                status,
                codes,
                fault,
                clientName,
                operation,
                consumption,
                charge,
                List.copyOf(calls),
                refusals.entrySet().stream()
                        .map(breaker -> new BreakerRefusal(breaker.getKey(), breaker.getValue()))
                        .sorted(Comparator.comparing(BreakerRefusal::breaker))
                        .toList(),
                fallbacks.entrySet().stream()
                        .map(field -> new FieldFallback(field.getKey(), field.getValue()))
                        .toList(),
                denials,
                writes,
                drifts,
                List.copyOf(rollouts.values()),
                phases,
                fields,
                since(start));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /// Work that is recorded.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }
}
