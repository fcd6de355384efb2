// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.nimbusds.jose.util.JSONObjectUtils;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes claims as the JWT authorizer of an HTTP API does: each as a string, an array as `[a b]`,
/// an object as JSON. It omits a null claim.
final class ClaimText {

    private ClaimText() {}

    static Map<String, String> of(Map<String, ?> claims) {
        var texts = new TreeMap<String, String>();
        claims.forEach((name, value) -> {
            if (value != null) {
                texts.put(name, text(value));
            }
        });
        return texts;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case List<?> list ->
                    list.stream().map(ClaimText::text).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map ->
                    JSONObjectUtils.toJSONString(
                            map.entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    e -> String.valueOf(e.getKey()),
                                                    e -> e.getValue())));
            case Double number -> BigDecimal.valueOf(number).toPlainString();
            case null, default -> String.valueOf(value);
        };
    }
}
