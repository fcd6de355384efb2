// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.request;

import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.policy.WasApplied;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Whether the writes of one mutation field were applied, as far as is known at each moment.
///
/// It does not depend on the field's answer or error, so nothing that happens after the writes can
/// change it: writes that were applied stay applied.
public final class WriteFate {
    private WasApplied applied = WasApplied.NO;
    private boolean replayed;

    /// Sends writes. Until DynamoDB has answered, they may have been applied.
    public CompletableFuture<WriteOutcome> during(
            Supplier<CompletableFuture<WriteOutcome>> sending) {
        var before = applied;
        applied = WasApplied.UNKNOWN;
        return sending.get()
                .thenApply(outcome -> {
                    applied =
                            switch (outcome) {
                                case WriteOutcome.Applied _ -> WasApplied.YES;
                                case WriteOutcome.Failed failed
                                        when failed.applied() == WasApplied.UNKNOWN ->
                                        WasApplied.UNKNOWN;
                                case WriteOutcome.Failed _,
                                        WriteOutcome.Refused _,
                                        WriteOutcome.Unsent _ ->
                                        before;
                            };
                    return outcome;
                });
    }

    /// Records that there was nothing to write.
    public void nothing() {
        applied = WasApplied.YES;
    }

    /// Records that an earlier request with the same token made the changes.
    public void replayed() {
        applied = WasApplied.YES;
        replayed = true;
    }

    public boolean isReplayed() {
        return replayed;
    }

    public WasApplied applied() {
        return applied;
    }
}
