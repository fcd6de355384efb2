// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sends operations as one caller. Immutable; each `with` method returns another caller.
public final class TestCaller {
    private final TestApi api;
    private final @Nullable Map<String, String> claims;

    TestCaller(TestApi api, @Nullable Map<String, String> claims) {
        this.api = api;
        this.claims = claims == null ? null : Map.copyOf(claims);
    }

    /// Adds the groups that rules with `group` compare. Replaces the groups that it had.
    public TestCaller withGroups(String... groups) {
        return withClaim(api.groupClaim(), List.of(groups));
    }

    /// Adds the scopes of the access token. Replaces the scopes that it had.
    public TestCaller withScopes(String... scopes) {
        return withClaim("scope", String.join(" ", scopes));
    }

    /// Adds a claim of the access token. Replaces the claim that it had.
    ///
    /// @param value a text, a number, a boolean, a list or a map. The function gets its text, as
    ///   API Gateway writes it.
    /// @throws IllegalStateException if the caller is nobody, who has no token
    public TestCaller withClaim(String name, Object value) {
        if (claims == null) {
            throw new IllegalStateException(
                    "Requests to the public route have no claims. Use as(subject) instead of asNobody().");
        }
        var more = new TreeMap<>(claims);
        more.put(name, ClaimValue.text(value));
        return new TestCaller(api, more);
    }

    /// Sends a document that is not trusted.
    public TestAnswer query(String document) {
        return query(document, Map.of());
    }

    /// Sends a document that is not trusted: a query or a mutation.
    public TestAnswer query(String document, Map<String, ? extends @Nullable Object> variables) {
        return api.send(claims, Map.of("query", document, "variables", variables));
    }

    /// Sends the id of a trusted operation without variables.
    ///
    /// @throws IllegalArgumentException if there is no trusted operation with this name
    public TestAnswer run(String operation) {
        return run(operation, Map.of());
    }

    /// Sends the id of a trusted operation, as a client does in production.
    ///
    /// @param operation the name in its file: `AddNote` for `mutation AddNote(…)`
    /// @throws IllegalArgumentException if there is no trusted operation with this name
    public TestAnswer run(String operation, Map<String, ? extends @Nullable Object> variables) {
        return api.send(claims, Map.of("documentId", api.idOf(operation), "variables", variables));
    }
}
