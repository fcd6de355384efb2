// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a template says about a table, in a form for comparisons and messages.
///
/// @param key attributes and their types, such as `customerId S, id S`
/// @param ttl null if items do not expire
/// @param stream the view type of its stream, or null if it has none
/// @param indexes by name, the key and the projection of each
record TableContents(
        String key, @Nullable String ttl, @Nullable String stream, Map<String, String> indexes) {
    TableContents {
        indexes = Map.copyOf(indexes);
    }

    /// @param properties of the resource; an absent property reads as empty
    static TableContents of(JsonNode properties) {
        var types = new TreeMap<String, String>();
        for (var definition : properties.path("AttributeDefinitions")) {
            types.put(
                    definition.path("AttributeName").asText(),
                    definition.path("AttributeType").asText());
        }
        var indexes = new TreeMap<String, String>();
        for (var index : properties.path("GlobalSecondaryIndexes")) {
            indexes.put(index.path("IndexName").asText(), index(index, types));
        }
        for (var index : properties.path("LocalSecondaryIndexes")) {
            indexes.put(index.path("IndexName").asText(), "local, " + index(index, types));
        }
        return new TableContents(
                key(properties, types),
                properties.at("/TimeToLiveSpecification/AttributeName").textValue(),
                properties.at("/StreamSpecification/StreamViewType").textValue(),
                indexes);
    }

    private static String index(JsonNode index, Map<String, String> types) {
        return key(index, types) + ": " + projection(index.path("Projection"));
    }

    private static String key(JsonNode keyed, Map<String, String> types) {
        return StreamSupport.stream(keyed.path("KeySchema").spliterator(), false)
                .map(half -> half.path("AttributeName").asText())
                .map(name -> name + " " + types.get(name))
                .collect(Collectors.joining(", "));
    }

    private static String projection(JsonNode projection) {
        var type = projection.path("ProjectionType").asText();
        var attributes = projection.path("NonKeyAttributes");
        return attributes.isEmpty()
                ? type
                : StreamSupport.stream(attributes.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ", type + " ", ""));
    }
}
