// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The sender of a request, from the claims of the token that the authorizer has verified. Nothing
/// else that a client sends counts.
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null if the caller is not signed in
/// @param groups the groups of the group claim
/// @param scopes the scopes of the claim `scope`
/// @param claims all claims that are not lists, as strings
/// @param lists the names in each claim that is a list of names; a single name counts as a list
public record Caller(
        @Nullable String issuer,
        @Nullable String subject,
        Set<String> groups,
        Set<String> scopes,
        Map<String, String> claims,
        Map<String, Set<String>> lists) {
    private static final Caller ANONYMOUS =
            new Caller(null, null, Set.of(), Set.of(), Map.of(), Map.of());

    public Caller {
        groups = Set.copyOf(groups);
        scopes = Set.copyOf(scopes);
        claims = Map.copyOf(claims);
        lists =
                lists.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    /// Creates a caller without claims that are lists.
    public Caller(
            @Nullable String issuer,
            @Nullable String subject,
            Set<String> groups,
            Set<String> scopes,
            Map<String, String> claims) {
        this(issuer, subject, groups, scopes, claims, Map.of());
    }

    /// Returns a caller who is not signed in and has no claims.
    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /// Returns the value of a claim, or null if it is absent or blank.
    public @Nullable String claim(String name) {
        var value = claims.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /// Returns the names in a claim that is a list, or an empty set if it is absent.
    public Set<String> names(String claim) {
        return lists.getOrDefault(claim, Set.of());
    }

    public boolean signedIn() {
        return subject != null;
    }
}
