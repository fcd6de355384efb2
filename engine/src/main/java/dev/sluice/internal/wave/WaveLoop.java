// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.wave;

import dev.sluice.internal.cost.Budget;
import dev.sluice.internal.policy.Deadline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Runs the work of one request in waves. The loop does not know what the work is: reads, writes
/// and calls of Java resolvers register with it.
public final class WaveLoop {
    private final Wave wave = new Wave();
    private final List<WaveWork> works = new ArrayList<>();
    private final Deadline deadline;
    private final Budget budget;

    /// Has no budget.
    ///
    /// @param deadline of the request
    public WaveLoop(Deadline deadline) {
        this(deadline, Budget.unlimited());
    }

    /// @param deadline of the request
    /// @param budget decides which waves are sent
    public WaveLoop(Deadline deadline, Budget budget) {
        this.deadline = deadline;
        this.budget = budget;
    }

    /// Adds a kind of work. In each wave, the kinds start in the order in which they were added.
    public void register(WaveWork work) {
        works.add(work);
    }

    public Deadline deadline() {
        return deadline;
    }

    public Budget budget() {
        return budget;
    }

    /// Returns the number of the wave that is running or collects work, from 1. Waves that only
    /// call Java resolvers count, too. Any thread may call it.
    public int number() {
        return wave.number();
    }

    /// Counts requests that were sent one after the other before the first wave as waves.
    public void sentBefore(int requests) {
        wave.skip(requests);
    }

    /// Starts a task on a virtual thread. The next wave completes its future, with the result or
    /// with the exception that the task threw. It fails with DEADLINE_EXCEEDED if the task is late.
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
        return wave.submit(task, deadline);
    }

    /// Like `submit`, but the task is already late after this time, if that is before the deadline.
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Callable<T> task, Duration atMost) {
        var end = Deadline.in(atMost);
        return wave.submit(task, end.nanoTime() - deadline.nanoTime() < 0 ? end : deadline);
    }

    /// Runs waves until the result is complete. Each wave begins when nothing is left to compute,
    /// so it holds everything that can start by then.
    ///
    /// @throws IllegalStateException if the result waits for nothing that was asked for
    public <T extends @Nullable Object> T complete(CompletableFuture<T> result) {
        while (!result.isDone()) {
            if (!next()) {
                throw new IllegalStateException(
                        "The execution waits for nothing that was asked for.");
            }
        }
        return result.join();
    }

    /// Starts all work that was requested since the last wave, and waits for it, at most until the
    /// deadline. Then completes the futures of its tasks.
    ///
    /// @return false if there was nothing to do
    public boolean next() {
        var started = false;
        for (var work : works) {
            started |= work.start();
        }
        if (!started && wave.isEmpty()) {
            return false;
        }
        wave.land();
        return true;
    }
}
