// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// Sees when a file's content changes, however an editor saves it and on every file system.
final class FileWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Path file;
    private final Runnable changed;
    private final Thread thread;

    /// @param seen the content that is known already
    /// @param changed is run for each change, once the content has settled
    FileWatch(Path file, byte[] seen, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.thread = Thread.ofVirtual().name("schema-watch").start(() -> watch(seen));
    }

    private void watch(byte[] known) {
        var seen = known;
        var before = known;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                return;
            }
            var now = read();
            if (now != null) {
                // Two looks that agree: nobody is in the middle of writing it.
                if (Arrays.equals(now, before) && !Arrays.equals(now, seen)) {
                    seen = now;
                    changed.run();
                }
                before = now;
            }
        }
    }

    private byte @Nullable [] read() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
