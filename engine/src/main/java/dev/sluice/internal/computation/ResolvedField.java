// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.policy.DeclaredCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Fallback;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.resolver.InvalidValueException;
import dev.sluice.resolver.ResolverException;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A field and the Java resolver that is called for it.
///
/// @param codes the error codes with which the resolver may fail the field
/// @param requests how many requests one call may send
/// @param fallback the answer if the resolver fails for another reason, or null if there is none
public record ResolvedField(
        Field field,
        String resolver,
        Set<String> codes,
        int requests,
        @Nullable Fallback fallback) {
    public ResolvedField {
        codes = Set.copyOf(codes);
    }

    /// A field without a fallback, whose resolver sends no requests or is not called.
    public ResolvedField(Field field, String resolver, Set<String> codes) {
        this(field, resolver, codes, 0, null);
    }

    public static ResolvedField of(Field field, Source.Computed source) {
        return new ResolvedField(
                field, source.resolver(), source.codes(), source.requests(), source.fallback());
    }

    public static ResolvedField of(Field field, Source.Answered source) {
        return new ResolvedField(
                field, source.resolver(), source.codes(), source.requests(), source.fallback());
    }

    /// Returns whether the resolver failed the field with a code that the schema declares.
    static boolean isDeclared(@Nullable Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() instanceof DeclaredCode;
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
