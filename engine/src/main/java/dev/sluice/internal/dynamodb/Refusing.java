// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.retry.Failures;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/// Tasks that fail only with a `Refusal`.
final class Refusing {
    private Refusing() {}

    /// Returns the same task, whose failures are refusals.
    static <T extends @Nullable Object> Callable<T> task(Callable<T> task) {
        return () -> {
            try {
                return task.call();
            } catch (Throwable failure) {
                throw Failures.refusal(failure);
            }
        };
    }
}
