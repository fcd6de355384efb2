// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the names in a claim that lists groups or scopes.
///
/// The gateways flatten arrays with spaces or commas and without quotes, so one unusual name can
/// look like several. A name with white space, a comma or a bracket is refused as a whole, never
/// split. Two cases cannot be detected, and the issuer must prevent them: a space in a name that an
/// HTTP API's JWT authorizer flattened, and a comma in a name that a REST API's authorizer
/// flattened.
final class ClaimNames {
    private ClaimNames() {}

    /// Reads `[a b]` or a single `a`. Returns no names if there is a bracket inside, because then
    /// the boundaries are ambiguous.
    static Set<String> ofJwt(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return Set.of();
        }
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return accepted(List.of(text));
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.indexOf('[') >= 0 || inner.indexOf(']') >= 0
                ? Set.of()
                : accepted(Arrays.asList(inner.split(" ", -1)));
    }

    /// Reads `a,b` or a list of text.
    static Set<String> ofContext(@Nullable Object claim) {
        return switch (claim) {
            case String text -> accepted(Arrays.asList(text.split(",", -1)));
            case Collection<?> list ->
                    accepted(
                            list.stream()
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast)
                                    .toList());
            case null, default -> Set.of();
        };
    }

    static Set<String> accepted(Collection<String> names) {
        var accepted = new HashSet<String>();
        for (var name : names) {
            if (!name.isEmpty() && isWhole(name)) {
                accepted.add(name);
            }
        }
        return Set.copyOf(accepted);
    }

    private static boolean isWhole(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (Character.isWhitespace(character) || "[],".indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }
}
