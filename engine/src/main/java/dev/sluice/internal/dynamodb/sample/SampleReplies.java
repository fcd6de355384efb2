// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.ObjectEncoder;
import dev.sluice.internal.schema.CallerLimit;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Answers the requests of reads as a DynamoDB that has an item for each key. Pure.
///
/// Source: Amazon DynamoDB API Reference, "GetItem", "BatchGetItem" and "Query".
public final class SampleReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The items of a page: enough that each loop over them runs often.
    private static final int PAGE = 20;

    private final SampleTables tables;
    private final Map<String, ObjectNode> items = new HashMap<>();

    /// @param tableNames maps a table's name in the schema to its name in DynamoDB
    /// @param fields of an item of each stored type; a table has no items of a type whose fields do
    ///   not fit
    public SampleReplies(
            Catalog catalog,
            UnaryOperator<String> tableNames,
            Map<String, Map<String, Object>> fields) {
        this.tables = new SampleTables(catalog, tableNames);
        var encoder = new ObjectEncoder(catalog.shapes(), Instant.EPOCH);
        catalog.storedTypes()
                .forEach((name, type) -> {
                    try {
                        var ofType = fields.getOrDefault(name, Map.of());
                        items.put(
                                name, AttributeJson.of(ItemEncoder.encode(type, ofType, encoder)));
                    } catch (IllegalArgumentException _) {
                        // The fields are only guessed.
                    }
                });
    }

    /// Returns the body of the reply, or null if the operation is no read.
    ///
    /// @param operation the name that DynamoDB uses
    /// @param request the body of the request
    @Nullable ObjectNode of(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem" -> got(request);
            case "BatchGetItem" -> batch(request);
            case "Query" -> page(request);
            case "UpdateItem" -> charged(request);
            default -> null;
        };
    }

    private ObjectNode got(JsonNode request) {
        var table = request.path("TableName").asText();
        var reply = JSON.objectNode();
        var item = item(table, null, request.path("Key"));
        if (item != null) {
            reply.set("Item", item);
        }
        reply.set("ConsumedCapacity", consumed(table));
        return reply;
    }

    private ObjectNode batch(JsonNode request) {
        var responses = JSON.objectNode();
        var consumed = JSON.arrayNode();
        for (var ofTable : request.path("RequestItems").properties()) {
            var found = responses.putArray(ofTable.getKey());
            for (var key : ofTable.getValue().path("Keys")) {
                var item = item(ofTable.getKey(), null, key);
                if (item != null) {
                    found.add(item);
                }
            }
            consumed.add(consumed(ofTable.getKey()));
        }
        var reply = JSON.objectNode();
        reply.set("Responses", responses);
        reply.set("UnprocessedKeys", JSON.objectNode());
        reply.set("ConsumedCapacity", consumed);
        return reply;
    }

    /// The engine names the partition key `#kp` and its value `:kp`.
    private ObjectNode page(JsonNode request) {
        var table = request.path("TableName").asText();
        var key = JSON.objectNode();
        key.set(
                request.path("ExpressionAttributeNames").path("#kp").asText(),
                request.path("ExpressionAttributeValues").path(":kp"));
        var item = item(table, request.path("IndexName").textValue(), key);
        var count = item == null ? 0 : Math.min(PAGE, request.path("Limit").asInt(PAGE));
        var reply = JSON.objectNode().put("Count", count).put("ScannedCount", count);
        var found = reply.putArray("Items");
        for (var at = 0; at < count; at++) {
            found.add(item);
        }
        reply.set("ConsumedCapacity", consumed(table));
        return reply;
    }

    /// The engine takes from the bucket of a caller before it reads.
    private static ObjectNode charged(JsonNode request) {
        var reply = JSON.objectNode();
        reply.putObject("Attributes").putObject(CallerLimit.FULL_AT).put("N", "0");
        reply.set("ConsumedCapacity", consumed(request.path("TableName").asText()));
        return reply;
    }

    private @Nullable ObjectNode item(String table, @Nullable String index, JsonNode key) {
        var type = tables.typeOf(table, index, key);
        var item = type == null ? null : items.get(type.name());
        return item == null ? null : item.deepCopy().setAll((ObjectNode) key);
    }

    private static ObjectNode consumed(String table) {
        return JSON.objectNode().put("TableName", table).put("CapacityUnits", 0.5);
    }
}
