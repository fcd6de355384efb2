// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Passes on the lines that a process has appended to a file, after the process has ended. A
/// snapshot cannot hold a pipe.
final class FileLog implements FunctionLog {
    private final Path file;
    private final PrintStream log;
    private final long start;

    FileLog(Path file, PrintStream log) throws IOException {
        this.file = file;
        this.log = log;
        this.start = Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public void drain() {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(log::println);
        } catch (IOException e) {
            log.println("The function's log cannot be read: " + e.getMessage());
        }
    }
}
