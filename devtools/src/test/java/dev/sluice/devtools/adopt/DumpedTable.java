// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.devtools.store.ItemWriter;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A table that another application has made, from a resource: its keys, and its items as DynamoDB
/// writes them in JSON.
public record DumpedTable(
        String name, CreateTableRequest request, List<Map<String, AttributeValue>> items) {

    /// @param resource such as `chat.json`
    public static DumpedTable read(String resource) throws IOException {
        try (var file = Objects.requireNonNull(DumpedTable.class.getResourceAsStream(resource))) {
            var json = new ObjectMapper().readTree(file);
            var items = new ArrayList<Map<String, AttributeValue>>();
            json.get("items").forEach(item -> items.add(members(item)));
            return new DumpedTable(json.get("name").asText(), request(json), items);
        }
    }

    /// Creates and fills the table.
    public void load(DynamoDbClient client) {
        client.createTable(request);
        client.waiter().waitUntilTableExists(r -> r.tableName(name));
        new ItemWriter(client).put(name, items);
    }

    private static CreateTableRequest request(JsonNode json) {
        var types = json.get("types");
        var global = new ArrayList<GlobalSecondaryIndex>();
        var local = new ArrayList<LocalSecondaryIndex>();
        for (var index : json.get("indexes")) {
            var name = index.get("name").asText();
            if (index.get("local").asBoolean()) {
                local.add(
                        LocalSecondaryIndex.builder()
                                .indexName(name)
                                .keySchema(key(index.get("key")))
                                .projection(projection(index.get("project")))
                                .build());
            } else {
                global.add(
                        GlobalSecondaryIndex.builder()
                                .indexName(name)
                                .keySchema(key(index.get("key")))
                                .projection(projection(index.get("project")))
                                .build());
            }
        }
        var attributes = new ArrayList<AttributeDefinition>();
        types.properties()
                .forEach(type ->
                        attributes.add(
                                AttributeDefinition.builder()
                                        .attributeName(type.getKey())
                                        .attributeType(type.getValue().asText())
                                        .build()));
        return CreateTableRequest.builder()
                .tableName(json.get("name").asText())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(key(json.get("key")))
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .build();
    }

    private static List<KeySchemaElement> key(JsonNode names) {
        var key = new ArrayList<KeySchemaElement>();
        for (var name : names) {
            key.add(
                    KeySchemaElement.builder()
                            .attributeName(name.asText())
                            .keyType(key.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                            .build());
        }
        return key;
    }

    private static Projection projection(JsonNode project) {
        if (project.isNull()) {
            return Projection.builder().projectionType(ProjectionType.ALL).build();
        }
        var names = new ArrayList<String>();
        project.forEach(name -> names.add(name.asText()));
        return Projection.builder()
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(names)
                .build();
    }

    private static Map<String, AttributeValue> members(JsonNode json) {
        var members = new HashMap<String, AttributeValue>();
        json.properties().forEach(m -> members.put(m.getKey(), value(m.getValue())));
        return members;
    }

    private static AttributeValue value(JsonNode json) {
        var type = json.fieldNames().next();
        var value = json.get(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromString(value.asText(), StandardCharsets.UTF_8));
            case "M" -> AttributeValue.fromM(members(value));
            case "L" -> AttributeValue.fromL(values(value));
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static List<AttributeValue> values(JsonNode elements) {
        var values = new ArrayList<AttributeValue>();
        elements.forEach(element -> values.add(value(element)));
        return values;
    }

    private static List<String> texts(JsonNode elements) {
        var texts = new ArrayList<String>();
        elements.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
