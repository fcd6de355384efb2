// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.stream.Stream;

/// The tables that a recorded request reads.
final class Reads {
    private Reads() {}

    /// Returns each table by its name in the schema, with the number of keys, such as `Books 60`.
    static Stream<String> of(JsonNode request, Map<String, String> tables) {
        if (request.has("TableName")) {
            return Stream.of(name(request.path("TableName").asText(), tables) + " 1");
        }
        return request.path("RequestItems").properties().stream()
                .map(table ->
                        name(table.getKey(), tables) + " " + table.getValue().path("Keys").size())
                .sorted();
    }

    private static String name(String physical, Map<String, String> tables) {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().equals(physical))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
