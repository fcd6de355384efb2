// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The claims of a caller in the shape in which an authorizer handed them over.
public sealed interface AuthorizerClaims {

    /// The claims by name; a null value counts as absent.
    Map<String, ? extends @Nullable Object> values();

    /// No authorizer, or one that knows no claims, as IAM.
    record None() implements AuthorizerClaims {
        @Override
        public Map<String, Object> values() {
            return Map.of();
        }
    }

    /// An HTTP API's JWT authorizer: every claim is a string, and an array looks like `[a b]`.
    record Jwt(Map<String, ? extends @Nullable Object> values) implements AuthorizerClaims {}

    /// A REST API's Cognito authorizer, where an array is joined with commas, or the context that a
    /// Lambda authorizer returned under the claims' own names: text, numbers, booleans, and (HTTP
    /// API only) lists.
    record Context(Map<String, ? extends @Nullable Object> values) implements AuthorizerClaims {}
}
