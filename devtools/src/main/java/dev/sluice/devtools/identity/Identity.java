// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import dev.sluice.devtools.failure.Failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The caller that a token identifies.
///
/// @param subject the claim `sub`
/// @param groups the claim `cognito:groups`
/// @param scopes the claim `scope`
/// @param claims further claims: one value is a string, and several are a list
public record Identity(
        String subject,
        List<String> groups,
        List<String> scopes,
        Map<String, List<String>> claims) {
    private static final Set<String> RESERVED =
            Set.of("sub", "iss", "aud", "exp", "nbf", "iat", "jti", "cognito:groups", "scope");

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
        claims = copied(claims);
    }

    public Identity(String subject, List<String> groups, List<String> scopes) {
        this(subject, groups, scopes, Map.of());
    }

    /// Reads claims as the command line has them: a name that is repeated is a list.
    ///
    /// @throws Failure if one is not `NAME=VALUE`
    public static Map<String, List<String>> claims(List<String> given) {
        var claims = new LinkedHashMap<String, List<String>>();
        for (var claim : given) {
            var equals = claim.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("The claim '%s' must be NAME=VALUE.".formatted(claim));
            }
            claims.computeIfAbsent(claim.substring(0, equals), _ -> new ArrayList<>())
                    .add(claim.substring(equals + 1));
        }
        return claims;
    }

    private static Map<String, List<String>> copied(Map<String, List<String>> claims) {
        var copied = new LinkedHashMap<String, List<String>>();
        claims.forEach((name, values) -> {
            if (RESERVED.contains(name)) {
                throw Failure.usage(
                        "The claim '%s' cannot be given: another option or Sluice sets it."
                                .formatted(name));
            }
            if (values.size() > 1) {
                values.forEach(value -> requireName("value of a list", value));
            }
            copied.put(name, List.copyOf(values));
        });
        return Collections.unmodifiableMap(copied);
    }

    private static void requireName(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage(
                    "The %s '%s' must not be empty, and must not contain a space or a bracket."
                            .formatted(kind, name.strip()));
        }
    }
}
