// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Protects one thing that can be called, such as a table. It opens if calls fail, and then no call
/// passes for some time. After that, it is half open: one call passes. Its outcome closes the
/// breaker, or opens it again. Safe for use by many threads.
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /// No request of the API lasts longer than API Gateway waits.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(35);

    private final CircuitBreaker breaker;
    private final AtomicInteger transitions = new AtomicInteger();
    private volatile long entered;

    Breaker(String name, CircuitBreakerConfig config) {
        breaker = CircuitBreaker.of(name, config);
        breaker.getEventPublisher()
                .onStateTransition(event -> {
                    transitions.incrementAndGet();
                    LOG.warn(
                            "Circuit breaker of {}: {}",
                            name,
                            event.getStateTransition().getToState());
                });
    }

    /// Returns what the breaker protects.
    public String name() {
        return breaker.getName();
    }

    /// Returns whether all calls pass.
    public boolean isClosed() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, HALF_OPEN, FORCED_OPEN -> false;
        };
    }

    /// Asks whether a call may pass. The caller must end the passage.
    ///
    /// @return null if it may not
    public @Nullable Passage enter() {
        if (breaker.tryAcquirePermission()) {
            entered = System.nanoTime();
            return new Call(transitions.get());
        }
        return isAbandoned() ? again() : null;
    }

    /// Whoever entered last never ended its passage.
    private boolean isAbandoned() {
        return breaker.getState() == CircuitBreaker.State.HALF_OPEN
                && System.nanoTime() - entered > LONGEST_CALL.toNanos();
    }

    private @Nullable Passage again() {
        breaker.releasePermission();
        entered = System.nanoTime();
        return breaker.tryAcquirePermission() ? new Call(transitions.get()) : null;
    }

    /// A call that passed. If the state changed since then, its outcome is not that of the call for
    /// which a half-open breaker waits.
    private final class Call implements Passage {
        private final int earlier;

        Call(int earlier) {
            this.earlier = earlier;
        }

        @Override
        public void end(Outcome outcome) {
            if (earlier != transitions.get()) {
                return;
            }
            switch (outcome) {
                case ANSWERED -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                case FAILED -> breaker.onError(0, TimeUnit.NANOSECONDS, new FailedException());
                case UNDECIDED -> breaker.releasePermission();
            }
        }
    }

    /// The library wants an exception. Which one does not matter.
    private static final class FailedException extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        FailedException() {
            super(null, null, false, false);
        }
    }
}
