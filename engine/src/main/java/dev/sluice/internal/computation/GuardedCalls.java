// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.breaker.Breaker;
import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.breaker.Outcome;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.wave.WaveLoop;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// The calls of Java resolvers of one request. A resolver that sends requests has a circuit
/// breaker, and gets a share of the time that is left.
record GuardedCalls(Breakers breakers, WaveLoop loop, Recording recording) {
    /// A call is not repeated.
    private static final int ATTEMPTS = 1;

    /// Starts the call, unless the breaker of the resolver is open, or the operation may send no
    /// more requests. Then the field fails with UNAVAILABLE or OPERATION_TOO_EXPENSIVE.
    ///
    /// @param works whether the result shows that the resolver works
    <T extends @Nullable Object> CompletableFuture<T> submit(
            ResolvedField resolved, Callable<T> call, Predicate<T> works) {
        var refusal = loop.budget().call(resolved.requests());
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        return resolved.requests() == 0
                ? loop.submit(call)
                : submit(breakers.named("resolver:" + resolved.resolver()), call, works);
    }

    private <T extends @Nullable Object> CompletableFuture<T> submit(
            Breaker breaker, Callable<T> call, Predicate<T> works) {
        var passage = breaker.enter();
        if (passage == null) {
            recording.refusedBy(breaker.name());
            return CompletableFuture.failedFuture(new Refusal(ErrorCode.UNAVAILABLE));
        }
        var given = loop.deadline().share(ATTEMPTS);
        var began = System.nanoTime();
        return loop.submit(call, given)
                .whenComplete((result, failure) -> {
                    var isLate =
                            failure instanceof Refusal refusal
                                    && refusal.code() == ErrorCode.DEADLINE_EXCEEDED;
                    var failed =
                            failure == null
                                    ? !works.test(result)
                                    : !ResolvedField.isDeclared(failure);
                    if (isLate) {
                        passage.end(Outcome.ofSilence(given, began));
                    } else {
                        passage.end(failed ? Outcome.FAILED : Outcome.ANSWERED);
                    }
                });
    }
}
