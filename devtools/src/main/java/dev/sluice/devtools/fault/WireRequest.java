// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A request of DynamoDB's protocol.
///
/// @param headers by name in lower case
/// @param operation for example `Query`
/// @param json null if the body is not JSON
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WireRequest(
        Map<String, String> headers, byte[] body, String operation, @Nullable JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TARGET = "x-amz-target";

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    static WireRequest of(Map<String, String> headers, byte[] body) {
        var target = headers.getOrDefault(TARGET, "");
        return new WireRequest(
                headers, body, target.substring(target.indexOf('.') + 1), json(body));
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /// Returns the names in DynamoDB of the tables that the request reads or writes.
    public Set<String> tables() {
        var tables = new TreeSet<String>();
        if (json != null) {
            addTable(json, tables);
            json.path("TransactItems")
                    .forEach(action -> action.forEach(each -> addTable(each, tables)));
            json.path("RequestItems").fieldNames().forEachRemaining(tables::add);
        }
        return tables;
    }

    private static void addTable(JsonNode node, Set<String> tables) {
        if (node.path("TableName").isTextual()) {
            tables.add(node.path("TableName").textValue());
        }
    }

    /// Returns the index that the request reads, or null.
    public @Nullable String index() {
        return json == null ? null : json.path("IndexName").textValue();
    }

    /// Returns the number of actions of a transaction.
    int actions() {
        return json == null ? 0 : json.path("TransactItems").size();
    }

    @Override
    public String toString() {
        return operation + " " + String.join(",", tables());
    }
}
