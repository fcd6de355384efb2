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

import java.util.Objects;
import java.util.Set;
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
                                ? (found == null && isListed(place)
                                        ? conflict(place, null)
                                        : missing(place))
                                : refused(place, request, visible, refused.overflows()));
    }

    /// Returns whether the item was in a list that was read before.
    private static boolean isListed(WriteInstance place) {
        return place.write().each() != null && place.write().seen() != null;
    }

    private static boolean creates(Write write) {
        return write instanceof Write.Update update && update.creates();
    }

    private static Refusal refused(
            WriteInstance place, WriteRequest request, Item found, boolean overflows) {
        var version = place.write().type().version();
        var current = version == null ? null : found.value(version);
        return hasVersion(place, current) && isAsSeen(place, request.seen(), found)
                ? conditionFailed(place, overflows)
                : conflict(place, current);
    }

    private static Refusal conditionFailed(WriteInstance place, boolean overflows) {
        return overflows ? new Refusal(Reason.VALUE_NOT_STORABLE) : conditionFailed(place);
    }

    private static boolean hasVersion(WriteInstance place, @Nullable Object current) {
        var argument = place.write().version();
        return argument == null || Objects.equals(place.values().read(argument), current);
    }

    private static boolean isAsSeen(WriteInstance place, @Nullable Item seen, Item found) {
        var read = place.write().seen();
        if (read == null || seen == null) {
            return true;
        }
        var version = place.write().type().version();
        var compared = read.byVersion() && version != null ? Set.of(version) : read.fields();
        return compared.stream().allMatch(field -> seen.agrees(found, field));
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

    static Refusal conditionFailed(WriteInstance place) {
        var code = place.write().onFail();
        return code == null
                ? new Refusal(ErrorCode.CONDITION_FAILED, place.parameters())
                : new Refusal(new DeclaredCode(code), place.parameters());
    }
}
