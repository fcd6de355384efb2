// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a claim as the JWT authorizer of an HTTP API does: a list as `[a b]`, a map as JSON.
final class ClaimValue {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClaimValue() {}

    static String text(Object value) {
        return switch (value) {
            case List<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map -> json(map);
            default -> value.toString();
        };
    }

    private static String json(Map<?, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
