// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.Faults;
import dev.sluice.devtools.fault.RuleSet;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A cell, tried: one request with the fault, and one without it.
///
/// @param answer of the request with the fault, as the table of failures has it
/// @param requests that reached the call site
/// @param executed the writes of the call site that DynamoDB accepted
/// @param applied how often the mutation was applied
/// @param data whether the field has its data
/// @param nearData whether the neighbour has its data; true for a mutation, which has none
/// @param next the answer to the next request, on the same instance
/// @param appliedInAll how often the mutation was applied after the next request; with a token, the
///   next request is the same again
/// @param connections to DynamoDB that are open after the next request
/// @param held the bytes that the instance then counts for items of requests in progress
record Trial(
        String answer,
        int requests,
        int executed,
        int applied,
        boolean data,
        boolean nearData,
        String next,
        int appliedInAll,
        int connections,
        long held) {
    private static final Faults NONE = _ -> List.of();
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query");

    /// The most requests that a document sends at once.
    private static final int AT_ONCE = 2;

    private static final int WAITS = 100;
    private static final Duration WAIT = Duration.ofMillis(20);

    static Trial of(ChaosStage stage, String fault, CallSite site) throws Exception {
        var rule = stage.specs().read(site.spec(fault));
        var wire = new Wire(rule);
        try (var proxy = FaultProxy.before(stage.dynamoDb(), wire::faults, wire::sent)) {
            var function = stage.function(proxy.endpoint());
            var id = UUID.randomUUID().toString();
            stage.prepare(site.effect(), id);
            var call = Call.send(function, site.document(id));
            var applied = stage.applied(site.effect(), id);
            var requests = wire.requests.get();
            var executed = wire.executed.get();
            wire.rules = NONE;
            var nextId = site.hasToken() ? id : UUID.randomUUID().toString();
            if (!nextId.equals(id)) {
                stage.prepare(site.effect(), nextId);
            }
            var next = Call.send(function, site.document(nextId)).answer();
            return new Trial(
                    call.answer(),
                    requests,
                    executed,
                    applied,
                    call.has("broken"),
                    site.effect() != Effect.NONE || call.has("near"),
                    next,
                    stage.applied(site.effect(), id),
                    connections(proxy),
                    function.held());
        }
    }

    /// Waits a moment for the proxy to see that connections have ended.
    private static int connections(FaultProxy proxy) throws InterruptedException {
        for (int i = 0; i < WAITS && proxy.connections() > AT_ONCE; i++) {
            Thread.sleep(WAIT);
        }
        return proxy.connections();
    }

    /// Checks what the table says about this cell.
    void check(Cell cell) {
        assertThat(answer).isEqualTo(cell.answer());
        assertThat(requests).as("requests").isLessThanOrEqualTo(cell.requests());
    }

    /// Checks what holds for every cell.
    void check(CallSite site) {
        assertThat(requests).as("requests").isPositive();
        assertThat(applied).as("applied").isBetween(0, 1);
        assertThat(next).as("the next request").isEqualTo("ok");
        assertThat(data).as("its data").isEqualTo(answer.equals("ok"));
        assertThat(nearData).as("the data of its neighbour").isEqualTo(!answer.endsWith(" both"));
        assertThat(connections).as("open connections").isLessThanOrEqualTo(AT_ONCE);
        assertThat(held).as("bytes of items that nobody gave back").isZero();
        if (site.effect() != Effect.NONE) {
            checkWrite(site);
        }
    }

    private void checkWrite(CallSite site) {
        var said = answer.substring(answer.indexOf(' ') + 1);
        switch (said) {
            case "ok", "yes" -> assertThat(applied).isEqualTo(1);
            case "no" -> assertThat(applied).isZero();
            case "unknown" -> {}
            default -> throw new AssertionError("no `applied` in " + answer);
        }
        if (site.hasToken()) {
            assertThat(appliedInAll).as("applied after the same again").isEqualTo(1);
        } else {
            assertThat(appliedInAll).isEqualTo(applied);
        }
        if (site.isSingleWrite()) {
            assertThat(executed).as("writes that DynamoDB accepted").isLessThanOrEqualTo(1);
        }
    }

    /// What happens at the call site.
    private static final class Wire {
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger executed = new AtomicInteger();
        private final FaultRule rule;
        private volatile Faults rules;

        Wire(FaultRule rule) {
            this.rule = rule;
            this.rules = new RuleSet(List.of(rule), 0);
        }

        List<FaultRule> faults(WireRequest request) {
            if (!rules.equals(NONE) && rule.scope().has(request)) {
                requests.incrementAndGet();
            }
            return rules.of(request);
        }

        void sent(WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
            if (rule.scope().has(request)
                    && reply != null
                    && reply.status() == 200
                    && !READS.contains(request.operation())) {
                executed.incrementAndGet();
            }
        }
    }
}
