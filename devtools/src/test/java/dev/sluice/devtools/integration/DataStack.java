// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.sluice.devtools.testing.ShopProject;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// A stack of the shop's template: one that was deployed, or one without CloudFormation, which
/// creates the tables under unique names, and deletes them on close.
final class DataStack implements AutoCloseable {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    private final DynamoDbClient client;
    private final JsonNode template;
    private final boolean temporary;
    private final Map<String, String> names = new TreeMap<>();

    private DataStack(DynamoDbClient client, JsonNode template, boolean temporary) {
        this.client = client;
        this.template = template;
        this.temporary = temporary;
    }

    /// @param client of the DynamoDB that gets the tables
    static DataStack create(DynamoDbClient client) throws IOException {
        var stack = new DataStack(client, template(), true);
        var name = "test-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        try {
            for (var resource : stack.template.get("Resources").properties()) {
                if (resource.getValue().get("Type").asText().equals("AWS::DynamoDB::Table")) {
                    stack.createTable(name, resource.getKey(), resource.getValue());
                }
            }
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /// Returns the stack that was deployed with the shop's template. Closing it deletes nothing.
    ///
    /// @param tables the stack's output `Tables`
    static DataStack deployed(DynamoDbClient client, String tables) throws IOException {
        var stack = new DataStack(client, template(), false);
        for (var pair : tables.split(",", -1)) {
            var logicalId = pair.substring(0, pair.indexOf('=')) + "Table";
            stack.names.put(logicalId, pair.substring(pair.indexOf('=') + 1));
        }
        return stack;
    }

    private static JsonNode template() throws IOException {
        return new YAMLMapper().readTree(ShopProject.infrastructure().toFile());
    }

    private void createTable(String stack, String logicalId, JsonNode resource) {
        var table = new TemplateTable(resource.get("Properties"), stack + logicalId);
        client.createTable(table.creation());
        names.put(logicalId, table.name());
        client.waiter().waitUntilTableExists(describe -> describe.tableName(table.name()));
        table.timeToLive().ifPresent(client::updateTimeToLive);
    }

    /// Returns the name of a table in this stack.
    ///
    /// @param logicalId such as `OrdersTable`
    String name(String logicalId) {
        var name = names.get(logicalId);
        if (name == null) {
            throw new AssertionError("the template has no " + logicalId);
        }
        return name;
    }

    /// Returns a table of this stack, as the template describes it.
    ///
    /// @param logicalId such as `OrdersTable`
    TemplateTable table(String logicalId) {
        return new TemplateTable(
                template.at("/Resources/%s/Properties".formatted(logicalId)), name(logicalId));
    }

    /// Returns the logical id of the table with this name.
    String logicalId(String name) {
        return names.entrySet().stream()
                .filter(table -> table.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is no table of the stack"));
    }

    /// Returns the output that becomes the setting `SLUICE_TABLES`.
    String tables() {
        if (!temporary) {
            return names.entrySet().stream()
                    .map(table -> table.getKey().replaceFirst("Table$", "=") + table.getValue())
                    .collect(joining(","));
        }
        return REFERENCE
                .matcher(template.at("/Outputs/Tables/Value/Fn::If/2/Fn::Sub").asText())
                .replaceAll(reference -> name(reference.group(1)));
    }

    /// Returns what the policies allow that the stack has without parameters.
    Set<Access> allowed() {
        var allowed = new HashSet<Access>();
        var always =
                template.get("Resources")
                        .valueStream()
                        .filter(resource -> !resource.has("Condition"))
                        .flatMap(resource -> resource.findValues("Statement").stream());
        for (var statement : always.flatMap(JsonNode::valueStream).toList()) {
            for (var action : statement.path("Action")) {
                for (var resource : statement.path("Resource")) {
                    allowed.add(
                            new Access(
                                    action.asText().replace("dynamodb:", ""),
                                    resource.path("Fn::Sub")
                                            .asText()
                                            .replaceFirst("\\$\\{(\\w+)\\.Arn}", "$1")));
                }
            }
        }
        return allowed;
    }

    @Override
    public void close() {
        if (temporary) {
            names.values().forEach(name -> client.deleteTable(delete -> delete.tableName(name)));
        }
    }
}
