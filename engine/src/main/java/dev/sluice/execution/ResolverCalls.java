// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.resolvers.Answer;
import dev.sluice.execution.resolvers.Computation;
import dev.sluice.execution.resolvers.Preparation;
import dev.sluice.execution.resolvers.Request;
import dev.sluice.execution.resolvers.Resolvers;
import dev.sluice.execution.resolvers.Values;
import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;
import dev.sluice.telemetry.Redacted;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Calls Java resolvers. What goes wrong there is INTERNAL; the log names the resolver and the
/// field, and no value.
///
/// @param resolvers those that the schema names
record ResolverCalls(Resolvers resolvers) {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverCalls.class);

    /// What `$prepared` is.
    ///
    /// @param arguments checked
    /// @throws Refusal INTERNAL
    Map<String, ?> prepare(
            Field field,
            Source.Mutation.Preparation source,
            Map<String, @Nullable Object> arguments) {
        var resolver = (Preparation) resolver(source.resolver());
        Map<String, ?> prepared =
                call(field, source.resolver(), () -> resolver.prepare(Values.of(arguments)));
        if (prepared == null || !prepared.keySet().equals(source.provides())) {
            throw fault(field, source.resolver(), "does not give exactly what it provides");
        }
        return prepared;
    }

    /// A value for each object, in their order.
    ///
    /// @throws Refusal INTERNAL
    List<? extends @Nullable Object> compute(
            Field field, Source.Computed source, List<Values> objects) {
        var resolver = (Computation) resolver(source.resolver());
        List<? extends @Nullable Object> computed =
                call(field, source.resolver(), () -> resolver.compute(objects));
        if (computed == null || computed.size() != objects.size()) {
            throw fault(field, source.resolver(), "does not give one value for each object");
        }
        return computed;
    }

    /// @throws Refusal INTERNAL
    @Nullable Object answer(
            Field field, Source.Answered source, Values arguments, Request request) {
        var resolver = (Answer) resolver(source.resolver());
        return call(field, source.resolver(), () -> resolver.answer(arguments, request));
    }

    /// Logs what a resolver did wrong.
    ///
    /// @param what it did, without any value
    static Refusal fault(Field field, String resolver, String what) {
        LOG.error("The resolver {} of {}.{} {}", resolver, field.type(), field.name(), what);
        return new Refusal(ErrorCode.INTERNAL);
    }

    private Object resolver(String name) {
        return Objects.requireNonNull(resolvers.byName().get(name));
    }

    /// Whatever it throws: it is not our code.
    @SuppressWarnings("CatchingUnchecked")
    private static <T extends @Nullable Object> T call(
            Field field, String resolver, Callable<T> call) {
        try {
            return call.call();
        } catch (Throwable thrown) {
            LOG.error(
                    "The resolver {} of {}.{} failed",
                    resolver,
                    field.type(),
                    field.name(),
                    Redacted.of(thrown));
            throw new Refusal(ErrorCode.INTERNAL);
        }
    }
}
