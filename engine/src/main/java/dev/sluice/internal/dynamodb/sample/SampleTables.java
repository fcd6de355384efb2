// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.sample;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The types whose items the tables hold, by the names of the tables in DynamoDB.
final class SampleTables {
    private final Map<String, List<StoredType>> types = new HashMap<>();

    SampleTables(Catalog catalog, UnaryOperator<String> tableNames) {
        catalog.storedTypes().values().stream()
                .collect(groupingBy(StoredType::table))
                .forEach((table, ofTable) -> types.put(tableNames.apply(table), ofTable));
    }

    /// Returns a type that can have the key in the table or in an index, or null if there is none.
    ///
    /// @param key at least the partition key, as in a request
    @Nullable StoredType typeOf(String table, @Nullable String index, JsonNode key) {
        for (var type : types.getOrDefault(table, List.of())) {
            if ((index == null || type.indexes().containsKey(index))
                    && type.key(index).halves().allMatch(half -> admits(half, key))) {
                return type;
            }
        }
        return null;
    }

    private static boolean admits(Key half, JsonNode key) {
        var value = key.path(half.attribute().name());
        return value.isMissingNode()
                || half.template().isLone()
                || half.template().resembles(value.path("S").asText());
    }
}
