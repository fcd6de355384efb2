// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Work that runs on another thread.
final class Background<T> {
    private final CompletableFuture<T> result;

    private Background(CompletableFuture<T> result) {
        this.result = result;
    }

    static <T> Background<T> start(Supplier<T> work) {
        return new Background<>(
                CompletableFuture.supplyAsync(work, task -> Thread.startVirtualThread(task)));
    }

    /// Does not wait. Passes the result to `close`, if there is one later.
    void discard(Consumer<T> close) {
        var _ = result.thenAccept(close);
    }

    /// Waits for the result and returns it, or throws the work's own exception.
    T join() {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
