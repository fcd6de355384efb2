// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Rules in use. Each counts the requests in its scope, and draws from its own random numbers, so
/// the same requests in the same order meet the same faults.
public final class RuleSet implements Faults {
    private static final double ALL = 100;

    private final List<Used> rules;

    /// @param seed of the random numbers
    public RuleSet(List<FaultRule> rules, long seed) {
        var seeds = new SplittableRandom(seed);
        this.rules =
                rules.stream()
                        .map(rule -> new Used(rule, new AtomicLong(), seeds.split()))
                        .toList();
    }

    @Override
    public List<FaultRule> of(WireRequest request) {
        return rules.stream()
                .filter(used -> used.rule.scope().has(request) && used.meets())
                .map(Used::rule)
                .toList();
    }

    private record Used(FaultRule rule, AtomicLong seen, SplittableRandom random) {
        boolean meets() {
            var number = seen.incrementAndGet();
            return switch (rule.share()) {
                case Share.All() -> true;
                case Share.Every(var n) -> number % n == 0;
                case Share.First(var n) -> number <= n;
                case Share.Percent(var percent) -> draw() < percent;
            };
        }

        private double draw() {
            synchronized (random) {
                return random.nextDouble(ALL);
            }
        }
    }
}
