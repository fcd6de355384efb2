// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a template says about tables and permissions.
///
/// @param tables by logical id
/// @param permissions of the function, one action and one ARN each, such as `dynamodb:Query on
///   ${OrdersTable.Arn}`
record TemplateContents(Map<String, TableContents> tables, Set<String> permissions) {
    TemplateContents {
        tables = Map.copyOf(tables);
        permissions = Set.copyOf(permissions);
    }

    static TemplateContents of(JsonNode template) {
        var tables = new HashMap<String, TableContents>();
        var permissions = new TreeSet<String>();
        for (var resource : template.path("Resources").properties()) {
            var properties = resource.getValue().path("Properties");
            switch (resource.getValue().path("Type").asText()) {
                case "AWS::DynamoDB::Table" ->
                        tables.put(resource.getKey(), TableContents.of(properties));
                case "AWS::IAM::ManagedPolicy" -> {
                    if (Policies.isForFields(resource.getKey())) {
                        addPermissions(properties, permissions);
                    }
                }
                default -> {}
            }
        }
        return new TemplateContents(tables, permissions);
    }

    /// Returns whether a field reads an index.
    boolean reads(String table, String index) {
        return permissions.contains("dynamodb:Query on ${%s.Arn}/index/%s".formatted(table, index));
    }

    private static void addPermissions(JsonNode policy, Set<String> permissions) {
        for (var statement : policy.at("/PolicyDocument/Statement")) {
            for (var action : statement.path("Action")) {
                for (var resource : statement.path("Resource")) {
                    permissions.add(
                            "%s on %s"
                                    .formatted(action.asText(), resource.path("Fn::Sub").asText()));
                }
            }
        }
    }
}
