// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.policy.DeclaredCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Field;
import dev.sluice.resolver.InvalidValueException;
import dev.sluice.resolver.ResolverException;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A field and the Java resolver that is called for it.
///
/// @param codes the error codes with which the resolver may fail the field
public record ResolvedField(Field field, String resolver, Set<String> codes) {
    public ResolvedField {
        codes = Set.copyOf(codes);
    }

    /// Returns the failure of the field if the resolver threw this exception.
    RuntimeException failure(Throwable thrown) {
        return switch (thrown) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    failure(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null ->
                    failure(wrapped.getCause());
            case ResolverException refused when codes.contains(refused.code()) ->
                    new Refusal(new DeclaredCode(refused.code()), refused.text());
            case ResolverException refused ->
                    fault(
                            "failed with the code %s, which @resolver(codes:) does not declare"
                                    .formatted(refused.code()),
                            refused);
            case InvalidValueException invalid -> fault("failed: " + invalid.getMessage(), invalid);
            default -> fault("failed", thrown);
        };
    }

    ResolverFault fault(String what) {
        return fault(what, null);
    }

    private ResolverFault fault(String what, @Nullable Throwable thrown) {
        return new ResolverFault(field, resolver, what, thrown);
    }
}
