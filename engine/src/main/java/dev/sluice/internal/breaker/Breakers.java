// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The circuit breakers of one instance. Safe for use by many threads.
///
/// A breaker opens if at least half of the last 20 calls failed, and there were at least 10. It is
/// open for two seconds.
public final class Breakers {
    private static final int CALLS = 20;
    private static final int FEWEST_CALLS = 10;
    private static final int FAILURES_PERCENT = 50;
    private static final Duration OPEN = Duration.ofSeconds(2);

    private final CircuitBreakerConfig config;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    private Breakers(CircuitBreakerConfig.Builder config) {
        this.config = config.build();
    }

    /// @param clock decides how long a breaker stays open
    public static Breakers on(InstantSource clock) {
        return new Breakers(
                CircuitBreakerConfig.custom()
                        .slidingWindow(CALLS, FEWEST_CALLS, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILURES_PERCENT)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock.withZone(ZoneOffset.UTC)));
    }

    /// Returns breakers that never open.
    public static Breakers off() {
        return new Breakers(
                CircuitBreakerConfig.custom().initialState(CircuitBreaker.State.DISABLED));
    }

    /// Returns the breaker with a name, which is closed at first.
    public Breaker named(String name) {
        return breakers.computeIfAbsent(name, _ -> new Breaker(name, config));
    }

    /// Closes all breakers and forgets all outcomes.
    public void reset() {
        breakers.clear();
    }
}
