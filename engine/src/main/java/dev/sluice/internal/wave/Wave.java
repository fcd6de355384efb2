// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.wave;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// The tasks of one request that run at the same time, on virtual threads.
///
/// Tasks start when they are submitted. `land` completes their futures after all tasks have ended,
/// on the thread that calls it, so that everything that depends on them runs on that thread.
final class Wave {
    /// The most tasks of one request that run at the same time.
    static final int PARALLEL = 16;

    private final Semaphore permits = new Semaphore(PARALLEL);
    private final AtomicInteger number = new AtomicInteger(1);
    private List<Flight<?>> flights = new ArrayList<>();

    private record Flight<T extends @Nullable Object>(
            FutureTask<T> task, Deadline end, CompletableFuture<T> result) {}

    /// Returns a future that has the task's result or failure after the wave has landed.
    ///
    /// @param end after which the task is late
    <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task, Deadline end) {
        var flight = new Flight<>(new FutureTask<>(bounded(task)), end, new CompletableFuture<T>());
        flights.add(flight);
        Thread.ofVirtual().name("wave").start(flight.task());
        return flight.result();
    }

    /// Returns the number of the wave to which tasks belong that are submitted now or are running,
    /// from 1. Any thread may call it.
    int number() {
        return number.get();
    }

    /// Counts work that was done before the next wave as a wave of its own.
    void skip(int waves) {
        number.addAndGet(waves);
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /// Waits for all tasks, each at most until its end, and completes their futures. Interrupts a
    /// task that is late, and its future fails with DEADLINE_EXCEEDED.
    void land() {
        List<Flight<?>> landing = flights;
        flights = new ArrayList<>();
        for (Flight<?> flight : landing) {
            await(flight.task(), flight.end().remaining());
        }
        number.incrementAndGet();
        landing.forEach(Wave::complete);
    }

    private static void await(FutureTask<?> task, Duration remaining) {
        try {
            task.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            task.cancel(true);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException | CancellationException e) {
            // The task ended; `complete` passes the cause to its future.
        }
    }

    private static <T extends @Nullable Object> void complete(Flight<T> flight) {
        switch (flight.task().state()) {
            case SUCCESS -> flight.result().complete(flight.task().resultNow());
            case FAILED -> flight.result().completeExceptionally(flight.task().exceptionNow());
            case CANCELLED, RUNNING ->
                    flight.result().completeExceptionally(new Refusal(ErrorCode.DEADLINE_EXCEEDED));
        }
    }

    private <T extends @Nullable Object> Callable<T> bounded(Callable<T> task) {
        var context = MDC.getCopyOfContextMap();
        return () -> {
            if (context != null) {
                MDC.setContextMap(context);
            }
            permits.acquire();
            try {
                return task.call();
            } finally {
                permits.release();
            }
        };
    }
}
