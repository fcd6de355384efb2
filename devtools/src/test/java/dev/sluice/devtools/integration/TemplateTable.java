// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.databind.JsonNode;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A table as CloudFormation creates it from a template.
///
/// @param properties of the resource
record TemplateTable(JsonNode properties, String name) {

    CreateTableRequest creation() {
        var indexes =
                each(
                        properties.path("GlobalSecondaryIndexes"),
                        index ->
                                GlobalSecondaryIndex.builder()
                                        .indexName(index.get("IndexName").asText())
                                        .keySchema(key(index))
                                        .projection(projection(index.get("Projection")))
                                        .build());
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(properties.get("BillingMode").asText())
                .attributeDefinitions(
                        each(
                                properties.get("AttributeDefinitions"),
                                attribute ->
                                        AttributeDefinition.builder()
                                                .attributeName(
                                                        attribute.get("AttributeName").asText())
                                                .attributeType(
                                                        attribute.get("AttributeType").asText())
                                                .build()))
                .keySchema(key(properties))
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .build();
    }

    /// Returns the request to send when the table is active.
    Optional<UpdateTimeToLiveRequest> timeToLive() {
        var attribute = properties.at("/TimeToLiveSpecification/AttributeName");
        return Optional.ofNullable(attribute.textValue())
                .map(name ->
                        UpdateTimeToLiveRequest.builder()
                                .tableName(name())
                                .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(name).enabled(true))
                                .build());
    }

    private static List<KeySchemaElement> key(JsonNode keyed) {
        return each(
                keyed.get("KeySchema"),
                half ->
                        KeySchemaElement.builder()
                                .attributeName(half.get("AttributeName").asText())
                                .keyType(half.get("KeyType").asText())
                                .build());
    }

    private static Projection projection(JsonNode projection) {
        var attributes = each(projection.path("NonKeyAttributes"), JsonNode::asText);
        return Projection.builder()
                .projectionType(projection.get("ProjectionType").asText())
                .nonKeyAttributes(attributes.isEmpty() ? null : attributes)
                .build();
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> made) {
        return list.valueStream().map(made).toList();
    }
}
