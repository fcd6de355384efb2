// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.Faults;
import dev.sluice.devtools.fault.RuleSet;
import dev.sluice.devtools.testing.PackagedFunction;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A fault that meets the one request which a half-open circuit breaker lets pass. If the breaker
/// did not learn how that request ended, it would let no other pass.
///
/// A fault that does not count as a failure of the table, such as throttling, closes the breaker.
///
/// @param most the requests of the same fault at a closed breaker
/// @param passed the requests that reached the call site with the fault
/// @param opened whether the breaker then refused the next call
/// @param next the answer after the fault
record Probe(int most, int passed, boolean opened, String next) {
    private static final Set<CallSite> SITES =
            Set.of(CallSite.GET_ITEM, CallSite.QUERY, CallSite.UPDATE_ITEM, CallSite.TRANSACTION);
    private static final int CALLS_THAT_OPEN_A_BREAKER = 10;
    private static final Duration OPEN = Duration.ofMillis(2_200);

    /// Returns whether one breaker stands before the call site.
    static boolean suits(Cell cell) {
        return SITES.contains(cell.site());
    }

    static Probe of(ChaosStage stage, Cell cell) throws Exception {
        var site = cell.site();
        var rule = stage.specs().read(site.spec(cell.fault()));
        var faults =
                new AtomicReference<Faults>(
                        new RuleSet(
                                List.of(stage.specs().read(site.spec("error=ServiceUnavailable"))),
                                0));
        var requests = new AtomicInteger();
        try (var proxy =
                FaultProxy.before(
                        stage.dynamoDb(),
                        request -> {
                            if (rule.scope().has(request)) {
                                requests.incrementAndGet();
                            }
                            return faults.get().of(request);
                        },
                        (_, _, _) -> {})) {
            var function = stage.function(proxy.endpoint());
            for (int i = 0; i < CALLS_THAT_OPEN_A_BREAKER; i++) {
                answer(stage, function, site);
            }
            Thread.sleep(OPEN);
            requests.set(0);
            faults.set(new RuleSet(List.of(rule), 0));
            answer(stage, function, site);
            var passed = requests.getAndSet(0);
            answer(stage, function, site);
            var opened = requests.get() == 0;
            Thread.sleep(OPEN);
            faults.set(_ -> List.of());
            return new Probe(cell.requests(), passed, opened, answer(stage, function, site));
        }
    }

    private static String answer(ChaosStage stage, PackagedFunction function, CallSite site)
            throws Exception {
        var id = UUID.randomUUID().toString();
        stage.prepare(site.effect(), id);
        return Call.send(function, site.document(id)).answer();
    }

    void check() {
        assertThat(passed)
                .as("requests that a half-open breaker lets pass")
                .isBetween(1, opened ? 1 : most);
        assertThat(next).as("the next request").isEqualTo("ok");
    }
}
