// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Passes on the lines of a process's pipe as they arrive.
final class PipedLog implements FunctionLog {
    private final Thread thread;

    PipedLog(Process process, PrintStream log) {
        thread = Thread.ofVirtual().name("function-log").start(() -> pass(process, log));
    }

    private static void pass(Process process, PrintStream log) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
            }
        } catch (IOException e) {
            log.println("The function's log ended early: " + e.getMessage());
        }
    }

    @Override
    public void drain() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
