// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The callers who see the fields of a flag: those whom one of the parts names.
///
/// @param groups names of groups
/// @param claims values of claims, by the name of the claim
/// @param percent of the callers who are signed in, 0 to 100
public record Audience(
        boolean everyone, Set<String> groups, Map<String, Set<String>> claims, double percent) {
    /// No caller.
    public static final Audience NOBODY = new Audience(false, Set.of(), Map.of(), 0);

    public Audience {
        groups = Set.copyOf(groups);
        var copies = new HashMap<String, Set<String>>();
        claims.forEach((claim, values) -> copies.put(claim, Set.copyOf(values)));
        claims = Collections.unmodifiableMap(copies);
    }
}
