// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Preparation;
import dev.sluice.resolver.Request;
import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.Values;

import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Calls Java resolvers. A failure there is a `ResolverFault`, or a `Refusal` with a code that the
/// schema declares.
///
/// @param resolvers those that the schema names
/// @param breakers those of the resolvers that send requests
public record ResolverCalls(Resolvers resolvers, Breakers breakers) {

    /// Returns the value of `$prepared`.
    ///
    /// @param arguments checked
    public Map<String, ?> prepare(
            Field field,
            Source.Mutation.Preparation source,
            Map<String, @Nullable Object> arguments) {
        var resolved = new ResolvedField(field, source.resolver(), source.codes());
        var resolver = (Preparation) resolver(resolved);
        Map<String, ?> prepared = call(resolved, () -> resolver.prepare(Values.of(arguments)));
        if (prepared == null || !prepared.keySet().equals(source.provides())) {
            throw resolved.fault("did not return exactly the values in `provides`");
        }
        var misfit =
                field.source() instanceof Source.Mutation mutation
                        ? PreparedValues.misfit(mutation, prepared)
                        : null;
        if (misfit != null) {
            throw resolved.fault("returned a value that does not fit the field " + misfit);
        }
        return prepared;
    }

    /// Returns, for each object in order, the value of its field or the exception that the field
    /// fails with.
    List<Try<Optional<Object>>> compute(
            ResolvedField resolved, List<Values> parents, Values arguments) {
        var resolver = (Computation) resolver(resolved);
        List<? extends @Nullable Object> computed =
                call(resolved, () -> resolver.compute(parents, arguments));
        if (computed == null || computed.size() != parents.size()) {
            throw resolved.fault("did not return one value for each object");
        }
        var each = new ArrayList<Try<Optional<Object>>>();
        for (var value : computed) {
            each.add(
                    value instanceof Throwable thrown
                            ? Try.failed(resolved.failure(thrown))
                            : Try.succeeded(Optional.ofNullable(value)));
        }
        return each;
    }

    @Nullable Object answer(ResolvedField resolved, Values arguments, Request request) {
        var resolver = (Answer) resolver(resolved);
        return call(resolved, () -> resolver.answer(arguments, request));
    }

    private Object resolver(ResolvedField resolved) {
        return Objects.requireNonNull(resolvers.byName().get(resolved.resolver()));
    }

    /// Catches everything, because the resolver is not our code.
    @SuppressWarnings("CatchingUnchecked")
    private static <T extends @Nullable Object> T call(ResolvedField resolved, Callable<T> call) {
        try {
            return call.call();
        } catch (Throwable thrown) {
            throw resolved.failure(thrown);
        }
    }
}
