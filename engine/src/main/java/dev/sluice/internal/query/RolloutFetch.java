// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.RolloutShares;
import dev.sluice.internal.policy.StableShare;
import dev.sluice.internal.request.PathReads;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rollout;
import dev.sluice.internal.value.ValueReader;
import dev.sluice.telemetry.RolloutRead.Path;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Answers a field with a rollout by one of its two paths. Of some requests, it also reads the
/// other path in the same waves, so that both answers can be compared. What happens to that read
/// never changes the answer.
///
/// A page that starts at a cursor is read by the path that made the cursor.
///
/// @param before reads the old path
/// @param after reads the new path
public record RolloutFetch(
        Field field, Rollout rollout, ReadFetcher.Reading before, ReadFetcher.Reading after)
        implements ReadFetcher.Reading {
    private static final double WHOLE = 100;

    @Override
    public CompletableFuture<? extends @Nullable Object> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        var shares =
                scope.policy()
                        .rollouts()
                        .getOrDefault(field.coordinate(), RolloutShares.AS_DEPLOYED);
        var path = path(shares, scope, call, values);
        var opposite = path == Path.OLD ? Path.NEW : Path.OLD;
        var answer = reading(path).start(scope, call, values, place);
        var other = reading(opposite);
        var shadow =
                isCompared(shares, scope) && other.continues(scope, call, values)
                        ? shadow(other, scope, call, values, place)
                        : null;
        scope.paths()
                .add(
                        new PathReads.Read(
                                field.coordinate(),
                                path,
                                found(answer, found(path, call)),
                                shadow == null ? null : found(shadow, found(opposite, call))));
        return answer;
    }

    private FoundItems found(Path path, Operation.Call call) {
        var source = path == Path.OLD ? field.source() : rollout.to().source();
        return new FoundItems(source, call.attributes());
    }

    private ReadFetcher.Reading reading(Path path) {
        return path == Path.OLD ? before : after;
    }

    private Path path(
            RolloutShares shares, RequestScope scope, Operation.Call call, ValueReader values) {
        var isNew = isNew(shares, scope);
        var wanted = isNew ? Path.NEW : Path.OLD;
        var other = isNew ? Path.OLD : Path.NEW;
        return !reading(wanted).continues(scope, call, values)
                        && reading(other).continues(scope, call, values)
                ? other
                : wanted;
    }

    private boolean isNew(RolloutShares shares, RequestScope scope) {
        var percent = shares.percent() == null ? rollout.percent() : shares.percent();
        var key = scope.caller().claim(rollout.claim());
        return percent >= WHOLE
                || (key != null && StableShare.includes(field.coordinate(), key, percent));
    }

    private boolean isCompared(RolloutShares shares, RequestScope scope) {
        var compare = shares.compare() == null ? rollout.compare() : shares.compare();
        return scope.reads().waves().budget().isUnlimited()
                && StableShare.includes(field.coordinate(), scope.recording().requestId(), compare);
    }

    private static CompletableFuture<? extends @Nullable Object> shadow(
            ReadFetcher.Reading reading,
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        try {
            return reading.start(scope.unreported(), call, values, place);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static CompletableFuture<PathReads.Found> found(
            CompletableFuture<? extends @Nullable Object> answer, FoundItems found) {
        return answer.thenApply(found::in);
    }
}
