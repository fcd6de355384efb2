// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome.RefusedWrite;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.policy.DeclaredCode;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Finds why DynamoDB refused a write, from the item that was there.
record WriteRefusals(AccessGuard guard) {

    CompletableFuture<Refusal> of(WriteInstance place, WriteRequest request, RefusedWrite refused) {
        var named = place.write().named();
        var found = refused.found();
        if (named == null || (found == null && creates(place.write()))) {
            return CompletableFuture.completedFuture(conditionFailed(place));
        }
        var reference = MutationAnswer.key(place, request).reference();
        return guard.visible(reference, named.target(), found, named.ruleFields(), place.values())
                .thenApply(visible ->
                        visible == null
                                ? missing(place)
                                : refused(place, request, visible, refused.overflows()));
    }

    private static boolean creates(Write write) {
        return write instanceof Write.Update update && update.creates();
    }

    private static Refusal refused(
            WriteInstance place, WriteRequest request, Item found, boolean overflows) {
        var expected = version(place, request.seen());
        var version = place.write().type().version();
        if (version == null) {
            return hasChanged(place.write().seen(), request.seen(), found)
                    ? conflict(place, null)
                    : conditionFailed(place, overflows);
        }
        var current = found.value(version);
        return expected == null || expected.equals(current)
                ? conditionFailed(place, overflows)
                : conflict(place, current);
    }

    private static Refusal conditionFailed(WriteInstance place, boolean overflows) {
        return overflows ? new Refusal(Reason.VALUE_NOT_STORABLE) : conditionFailed(place);
    }

    /// Returns the version that the item must have, or null if any version is accepted.
    private static @Nullable Object version(WriteInstance place, @Nullable Item seen) {
        var argument = place.write().version();
        var field = place.write().type().version();
        if (argument != null) {
            return place.values().read(argument);
        }
        return seen == null || field == null ? null : seen.value(field);
    }

    private static boolean hasChanged(Write.@Nullable Seen read, @Nullable Item seen, Item found) {
        return read != null
                && seen != null
                && read.fields().stream().anyMatch(field -> !seen.agrees(found, field));
    }

    static Refusal missing(WriteInstance place) {
        return new Refusal(ErrorCode.NOT_FOUND, place.parameters());
    }

    /// @param version of the item now, or null if its type has none
    static Refusal conflict(WriteInstance place, @Nullable Object version) {
        var parameters = place.parameters();
        if (version != null) {
            parameters.put(Parameter.VERSION, version);
        }
        return new Refusal(ErrorCode.CONFLICT, parameters);
    }

    private static Refusal conditionFailed(WriteInstance place) {
        var code = place.write().onFail();
        return code == null
                ? new Refusal(ErrorCode.CONDITION_FAILED, place.parameters())
                : new Refusal(new DeclaredCode(code), place.parameters());
    }
}
