// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The threads of this process that run code of a packaged function, virtual ones included.
record FunctionThreads(Path directory) {
    private static final String CODE = "dev.sluice.internal.";
    private static final int WAITS = 50;
    private static final Duration WAIT = Duration.ofMillis(100);

    /// Waits a moment for the threads to end. Returns the stacks of those that are left.
    List<String> left() throws IOException, InterruptedException {
        var running = running();
        for (int i = 0; i < WAITS && !running.isEmpty(); i++) {
            Thread.sleep(WAIT);
            running = running();
        }
        return running;
    }

    private List<String> running() throws IOException {
        var file = directory.resolve("threads.json").toAbsolutePath();
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
        var stacks = new ArrayList<String>();
        for (var container : new ObjectMapper().readTree(file.toFile()).findValues("threads")) {
            for (var thread : container) {
                var stack = thread.path("stack").toPrettyString();
                if (stack.contains(CODE)) {
                    stacks.add(stack);
                }
            }
        }
        return stacks;
    }
}
