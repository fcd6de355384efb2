// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.RecordingProxy.Request;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What IAM checks for a request: an action, and the table or the index.
///
/// IAM checks each part of a transaction. Source: Amazon DynamoDB Developer Guide, "Using IAM with
/// DynamoDB transactions".
///
/// @param resource by the table's logical id, such as `OrdersTable/index/byStatus`
record Access(String action, String resource) {

    /// @param logicalId maps a table's name in DynamoDB to its logical id
    static Stream<Access> of(Request request, UnaryOperator<String> logicalId) {
        var body = json(request.body());
        return switch (request.operation()) {
            case "BatchGetItem" ->
                    body.get("RequestItems")
                            .propertyStream()
                            .map(table ->
                                    new Access("BatchGetItem", logicalId.apply(table.getKey())));
            case "TransactWriteItems" ->
                    body.get("TransactItems")
                            .valueStream()
                            .flatMap(JsonNode::propertyStream)
                            .map(part -> of(part.getKey() + "Item", part.getValue(), logicalId));
            default -> Stream.of(of(request.operation(), body, logicalId));
        };
    }

    private static Access of(String action, JsonNode body, UnaryOperator<String> logicalId) {
        var table = logicalId.apply(body.get("TableName").asText());
        var index = body.path("IndexName");
        return new Access(
                action, index.isMissingNode() ? table : table + "/index/" + index.asText());
    }

    private static JsonNode json(String body) {
        try {
            return new JsonMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return action + " on " + resource;
    }
}
