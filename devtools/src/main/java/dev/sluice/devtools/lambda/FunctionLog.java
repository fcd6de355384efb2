// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Passes on what a function prints, line by line, as it comes.
final class FunctionLog {
    private final Thread thread;

    private FunctionLog(Thread thread) {
        this.thread = thread;
    }

    static FunctionLog of(Process process, PrintStream log) {
        return new FunctionLog(
                Thread.ofVirtual().name("function-log").start(() -> pass(process, log)));
    }

    private static void pass(Process process, PrintStream log) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
            }
        } catch (IOException e) {
            log.println("The function's log broke off: " + e.getMessage());
        }
    }

    /// Returns once all is passed on that a process that has ended has printed.
    void drain() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
