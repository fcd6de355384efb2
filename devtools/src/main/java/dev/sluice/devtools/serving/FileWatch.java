// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;

/// Detects changes of files, for every editor and every file system.
final class FileWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Supplier<@Nullable String> files;
    private final Runnable changed;
    private final Thread thread;

    /// @param files returns another value after a change, or null while a file cannot be read
    /// @param seen the content that is known already
    /// @param changed runs after each change, once the content has settled
    FileWatch(Supplier<@Nullable String> files, @Nullable String seen, Runnable changed) {
        this.files = files;
        this.changed = changed;
        this.thread = Thread.ofVirtual().name("schema-watch").start(() -> watch(seen));
    }

    private void watch(@Nullable String known) {
        var seen = known;
        var before = known;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                return;
            }
            var now = files.get();
            if (now != null) {
                // Two equal reads show that nobody is writing the file.
                if (now.equals(before) && !now.equals(seen)) {
                    seen = now;
                    changed.run();
                }
                before = now;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
