// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.fault.Fault;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.FaultScope;
import dev.sluice.devtools.fault.Share;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Kills the function when one of its transactions is on its way: by turns before DynamoDB gets it,
/// and after DynamoDB has executed it.
final class Killer {
    private static final FaultRule LOST =
            new FaultRule(
                    "killed",
                    new Fault.Lost(Fault.Moment.BEFORE, true),
                    FaultScope.ALL,
                    new Share.All());

    private final int between;
    private int transactions;
    private int kills;
    private boolean atRest;
    private @Nullable ProcessHandle target;

    /// @param between every how many transactions
    Killer(int between) {
        this.between = between;
    }

    /// @param process the function's, until it is killed
    synchronized void aim(ProcessHandle process) {
        target = process;
    }

    synchronized void rest() {
        atRest = true;
    }

    synchronized int kills() {
        return kills;
    }

    synchronized List<FaultRule> beforeDynamoDb(WireRequest request) {
        if (isTransaction(request)) {
            transactions++;
            if (isDue() && kills % 2 == 0) {
                kill();
                return List.of(LOST);
            }
        }
        return List.of();
    }

    synchronized void afterDynamoDb(
            WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
        if (isTransaction(request) && isDue()) {
            kill();
        }
    }

    private static boolean isTransaction(WireRequest request) {
        return request.operation().equals("TransactWriteItems");
    }

    private boolean isDue() {
        return !atRest && target != null && transactions % between == 0;
    }

    private void kill() {
        if (target != null) {
            target.destroyForcibly();
            target.onExit().join();
            target = null;
            kills++;
        }
    }
}
