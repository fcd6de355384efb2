// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.fault.Fault;
import dev.sluice.devtools.fault.Fault.Moment;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.FaultScope;
import dev.sluice.devtools.fault.Share;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Random;

/// Kills a consumer of events before and after its requests, and cuts the connections of these
/// requests and of the reader of the stream, at random.
final class Havoc {
    /// One of so many chances is a fault.
    private static final int RARITY = 8;

    private static final List<FaultRule> NOTHING = List.of();
    private static final List<Moment> MOMENTS = List.of(Moment.values());

    private final Random random;
    private int kills;
    private int cuts;
    private boolean atRest;
    private @Nullable ProcessHandle target;

    Havoc(Random random) {
        this.random = random;
    }

    /// Makes the present process of the function the next to be killed.
    synchronized void aim(LambdaFunction function) {
        target = function.instance();
    }

    synchronized void rest() {
        atRest = true;
    }

    synchronized int kills() {
        return kills;
    }

    synchronized int cuts() {
        return cuts;
    }

    synchronized List<FaultRule> ofStream(WireRequest request) {
        return cut();
    }

    synchronized List<FaultRule> ofService(WireRequest request) {
        return killed() ? List.of(lost(Moment.BEFORE)) : cut();
    }

    /// The reply of the stream has no kill of its own.
    void after(WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {}

    synchronized void afterService(
            WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
        killed();
    }

    private List<FaultRule> cut() {
        if (!isDue()) {
            return NOTHING;
        }
        cuts++;
        return List.of(lost(MOMENTS.get(random.nextInt(MOMENTS.size()))));
    }

    private static FaultRule lost(Moment moment) {
        return new FaultRule("cut", new Fault.Lost(moment, true), FaultScope.ALL, new Share.All());
    }

    private boolean killed() {
        if (target == null || !target.isAlive() || !isDue()) {
            return false;
        }
        target.destroyForcibly();
        target.onExit().join();
        target = null;
        kills++;
        return true;
    }

    private boolean isDue() {
        return !atRest && random.nextInt(RARITY) == 0;
    }
}
