// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteOutcome.Written;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// Sends writes and unwraps their outcomes.
final class Outcomes {
    private Outcomes() {}

    static WriteOutcome of(RequestStore requestStore, boolean exactlyOnce, WriteFixture... writes) {
        var outcome =
                requestStore.write(
                        Stream.of(writes).map(WriteFixture::request).toList(),
                        List.of(),
                        TestStore.NOW,
                        exactlyOnce);
        requestStore.waves().next();
        return outcome.join();
    }

    static WriteOutcome of(TestStore store, WriteFixture... writes) {
        return of(store.requestStore(), false, writes);
    }

    static List<Written> applied(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
        return ((WriteOutcome.Applied) outcome).items();
    }

    /// Returns the item of a single write that was applied.
    static Item item(WriteOutcome outcome) {
        return Objects.requireNonNull(applied(outcome).getFirst().item());
    }

    static List<WriteOutcome.RefusedWrite> refused(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        return ((WriteOutcome.Refused) outcome).writes();
    }

    /// Returns the item that blocked a single write, or null if there was none.
    static @Nullable Item found(WriteOutcome outcome) {
        assertThat(refused(outcome)).hasSize(1);
        return refused(outcome).getFirst().found();
    }

    static Refusal refusal(RequestStore requestStore, boolean exactlyOnce, WriteFixture... writes) {
        return failed(of(requestStore, exactlyOnce, writes)).refusal();
    }

    /// Returns the outcome of writes that failed without being refused by a condition.
    static WriteOutcome.Failed failed(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Failed failed -> failed;
            case WriteOutcome.Unsent(var refusal) ->
                    new WriteOutcome.Failed(refusal, WasApplied.NO);
            case WriteOutcome.Applied _, WriteOutcome.Refused _ ->
                    throw new AssertionError("answered " + outcome);
        };
    }

    static Refusal refusal(TestStore store, WriteFixture... writes) {
        return refusal(store.requestStore(), false, writes);
    }

    static Refusal refusal(CompletableFuture<? extends @Nullable Object> future) {
        try {
            throw new AssertionError("answered " + future.join());
        } catch (CompletionException e) {
            return (Refusal) Objects.requireNonNull(e.getCause());
        }
    }
}
