// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a JVM holds.
///
/// @param heap the bytes of all objects that can be reached
record Vitals(long heap, long threads, long descriptors) {

    /// Lets the JVM collect its garbage, and looks at it from outside, on Linux. Returns null if
    /// the JVM has ended.
    static @Nullable Vitals of(ProcessHandle jvm) throws IOException {
        try {
            return ofLiving(jvm);
        } catch (IOException e) {
            if (jvm.isAlive()) {
                throw e;
            }
            return null;
        }
    }

    private static Vitals ofLiving(ProcessHandle jvm) throws IOException {
        var process = Path.of("/proc", Long.toString(jvm.pid()));
        var heap = live(jvm);
        var threads =
                Files.readAllLines(process.resolve("status")).stream()
                        .filter(line -> line.startsWith("Threads:"))
                        .mapToLong(line -> number(line, 1))
                        .sum();
        try (var descriptors = Files.list(process.resolve("fd"))) {
            return new Vitals(heap, threads, descriptors.count());
        }
    }

    /// A class histogram begins with a collection, and ends with the totals of instances and bytes.
    private static long live(ProcessHandle jvm) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(jvm.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total "))
                    .mapToLong(line -> number(line, 2))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd printed no histogram"));
        }
    }

    private static long number(String line, int word) {
        return Long.parseLong(line.split("\\s+", -1)[word]);
    }
}
