// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The claims of a caller, in the form in which the authorizer passes them.
public sealed interface AuthorizerClaims {

    /// Returns the claims by name; a null value counts as absent.
    Map<String, ? extends @Nullable Object> values();

    /// No authorizer, or an authorizer without claims, such as IAM.
    record None() implements AuthorizerClaims {
        @Override
        public Map<String, Object> values() {
            return Map.of();
        }
    }

    /// From an HTTP API's JWT authorizer. Every claim is a string, and an array looks like `[a b]`.
    record Jwt(Map<String, ? extends @Nullable Object> values) implements AuthorizerClaims {}

    /// From a REST API's Cognito authorizer, where an array is joined with commas; or the context
    /// that a Lambda authorizer returned, by the claims' own names: text, numbers, booleans, and
    /// (HTTP API only) lists.
    record Context(Map<String, ? extends @Nullable Object> values) implements AuthorizerClaims {}
}
