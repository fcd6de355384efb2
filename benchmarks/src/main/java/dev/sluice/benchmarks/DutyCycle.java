// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// Stops a process for a part of each 20 ms. The parts are those of one processor, so the process
/// gets more than its quota while it uses several.
final class DutyCycle implements CpuQuota {
    private static final Duration PERIOD = Duration.ofMillis(20);

    /// The numbers of Linux.
    private static final int CONTINUE = 18;

    private static final int STOP = 19;

    @SuppressWarnings("restricted") // The signature is that of the C library.
    private static final MethodHandle KILL =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));

    private final Thread thread;

    private DutyCycle(Thread thread) {
        this.thread = thread;
    }

    static DutyCycle of(ProcessHandle process, double cores) {
        var runs = Duration.ofNanos((long) (PERIOD.toNanos() * Math.min(cores, 1)));
        var stands = PERIOD.minus(runs);
        return new DutyCycle(Thread.ofPlatform().daemon().start(() -> turn(process, runs, stands)));
    }

    private static void turn(ProcessHandle process, Duration runs, Duration stands) {
        try {
            while (stands.isPositive() && process.isAlive()) {
                Thread.sleep(runs);
                send(process, STOP);
                Thread.sleep(stands);
                send(process, CONTINUE);
            }
        } catch (InterruptedException e) {
            send(process, CONTINUE);
        }
    }

    private static void send(ProcessHandle process, int signal) {
        try {
            var _ = (int) KILL.invokeExact((int) process.pid(), signal);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String title() {
        return "a duty cycle";
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
