// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import dev.sluice.devtools.failure.Failure;

import java.util.List;
import java.util.regex.Pattern;

/// The caller that a token identifies.
///
/// @param subject the claim `sub`
/// @param groups the claim `cognito:groups`
/// @param scopes the claim `scope`
public record Identity(String subject, List<String> groups, List<String> scopes) {

    /// Excludes white space and brackets: API Gateway passes an array claim on as `[a b]`, which
    /// would be ambiguous with them.
    private static final Pattern NAME = Pattern.compile("[^\\s\\[\\]\\p{Cntrl}]+");

    /// @throws Failure if a part cannot be written in a claim that API Gateway passes on
    public Identity {
        if (subject.isBlank()) {
            throw Failure.usage("A subject must not be empty.");
        }
        groups = List.copyOf(groups);
        scopes = List.copyOf(scopes);
        groups.forEach(group -> requireName("group", group));
        scopes.forEach(scope -> requireName("scope", scope));
    }

    private static void requireName(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage(
                    "The %s '%s' must not be empty, and must not contain a space or a bracket."
                            .formatted(kind, name.strip()));
        }
    }
}
