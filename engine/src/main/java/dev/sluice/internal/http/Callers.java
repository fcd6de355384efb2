// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the caller of a request. Only this class reads an authorizer's claims. Headers and the
/// body are not used.
///
/// A missing or doubtful claim always gives less access. Without a `sub` that is text, the caller
/// is anonymous. On a path that ends in `/public`, the caller is always anonymous, so such a route
/// can be open.
final class Callers {
    private static final String PUBLIC = "/public";

    private final String groupClaim;

    Callers(String groupClaim) {
        this.groupClaim = groupClaim;
    }

    Caller read(HttpRequest request) {
        AuthorizerClaims claims = request.claims();
        if (request.path().endsWith(PUBLIC) || text(claims, "sub") == null) {
            return Caller.anonymous();
        }
        return new Caller(
                text(claims, "iss"),
                text(claims, "sub"),
                names(claims, groupClaim),
                scopes(claims),
                strings(claims.values()),
                claims.values().keySet().stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(name -> name, name -> names(claims, name))));
    }

    private static @Nullable String text(AuthorizerClaims claims, String name) {
        return claims.values().get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    private static Set<String> names(AuthorizerClaims claims, String name) {
        @Nullable Object value = claims.values().get(name);
        return switch (claims) {
            case AuthorizerClaims.None() -> Set.of();
            case AuthorizerClaims.Jwt jwt -> ClaimNames.ofJwt(value);
            case AuthorizerClaims.Context context -> ClaimNames.ofContext(value);
        };
    }

    /// Source: RFC 8693, 4.2 "scope" (space-separated); some issuers send an array.
    private static Set<String> scopes(AuthorizerClaims claims) {
        return claims.values().get("scope") instanceof String text && !text.startsWith("[")
                ? ClaimNames.accepted(List.of(text.split(" ", -1)))
                : names(claims, "scope");
    }

    private static Map<String, String> strings(Map<String, ? extends @Nullable Object> claims) {
        Map<String, String> strings = new HashMap<>();
        claims.forEach((name, value) -> {
            @Nullable String string = string(value);
            if (name != null && string != null) {
                strings.put(name, string);
            }
        });
        return strings;
    }

    /// Returns a claim as text, or null for a list or an object.
    private static @Nullable String string(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case null, default -> null;
        };
    }
}
