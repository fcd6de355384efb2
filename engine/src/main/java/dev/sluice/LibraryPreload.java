// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.client.DynamoDbPreload;
import dev.sluice.internal.powertools.XRayTracer;

import org.slf4j.LoggerFactory;

/// Loads and initializes the libraries of the log, of X-Ray and of DynamoDB on a thread of its own,
/// while the schema is compiled, which uses none of them.
final class LibraryPreload implements AutoCloseable {
    private final Thread thread;

    private LibraryPreload(Thread thread) {
        this.thread = thread;
    }

    /// Returns at once.
    ///
    /// @param tracing the library that makes the spans
    static LibraryPreload start(TracingLibrary tracing) {
        return new LibraryPreload(
                Thread.ofPlatform().name("preload").daemon().start(() -> run(tracing)));
    }

    private static void run(TracingLibrary tracing) {
        attempt(() -> LoggerFactory.getLogger(LibraryPreload.class).isInfoEnabled());
        if (tracing == TracingLibrary.POWERTOOLS) {
            attempt(XRayTracer::preload);
        }
        attempt(DynamoDbPreload::run);
    }

    /// Ignores failures. A library that cannot be loaded fails again, and is reported, when it is
    /// used.
    private static void attempt(Runnable loading) {
        try {
            loading.run();
        } catch (RuntimeException | LinkageError _) {
            // It is loaded later.
        }
    }

    /// Waits for the end: two threads that initialize classes of one library could wait for each
    /// other forever.
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
