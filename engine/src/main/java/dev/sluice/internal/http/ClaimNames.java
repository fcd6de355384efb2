// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the names in a claim that lists groups or scopes.
///
/// The gateways flatten arrays with spaces or commas and without quotes, so that one odd name can
/// look like several. A name holds no white space, comma or bracket; where one is seen to, it is
/// refused as a whole, never taken apart. Two cases cannot be seen and are the issuer's to prevent:
/// a space in a name that an HTTP API's JWT authorizer flattened, a comma in one that a REST API's
/// did.
final class ClaimNames {
    private ClaimNames() {}

    /// `[a b]` or a single `a`. With a bracket inside, no boundary can be trusted: no names at all.
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

    /// `a,b` or a list of text.
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
        return names.stream()
                .filter(name -> !name.isEmpty() && name.chars().noneMatch(ClaimNames::separates))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean separates(int character) {
        return Character.isWhitespace(character) || "[],".indexOf(character) >= 0;
    }
}
