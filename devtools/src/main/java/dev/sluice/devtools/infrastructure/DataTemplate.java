// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;

/// The CloudFormation template of what a schema stores. The same schema gives the same bytes.
///
/// The template uses the long form of functions, `Fn::Sub` and not `!Sub`, which every YAML parser
/// can read.
record DataTemplate(Catalog catalog) {
    private static final String HEADER =
            """
            # Made by `sluice infrastructure` from the schema: change the schema, then run it again.
            # `sluice check` fails where the two differ.
            """;

    private static final String FRAME =
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: The tables of a GraphQL schema, and the policy of what its fields do with them.
            Parameters:
              KmsKeyArn:
                Type: String
                Description: The ARN of the KMS key that encrypts the tables; without one, AWS owns the key.
                AllowedPattern: ^(arn:[^:]+:kms:.+)?$
                ConstraintDescription: must be the ARN of a KMS key, or empty
                Default: ""
            Conditions:
              HasKmsKey:
                Fn::Not:
                  - Fn::Equals: [{Ref: KmsKeyArn}, ""]
            """;

    /// @throws Failure if no template can be made for the schema
    String text() {
        return HEADER + Yaml.write(node());
    }

    /// @throws Failure if no template can be made for the schema
    ObjectNode node() {
        var permissions = Permissions.of(catalog);
        if (permissions.isEmpty()) {
            throw Failure.input(
                    "No field of the schema reads or writes a table, so there is no infrastructure to make.");
        }
        var byName = new TreeMap<>(catalog.tables());
        LogicalIds.requireDistinct(byName.keySet());
        var tables = byName.values();
        var template = Yaml.object(FRAME);
        var policies = Policies.of(permissions);
        addTables(template.putObject("Resources"), tables).setAll(policies);
        addOutputs(template.putObject("Outputs"), tables, policies.keySet());
        return template;
    }

    /// Makes CloudFormation create tables with indexes one after the other, because DynamoDB limits
    /// how many it creates at once. Source: AWS CloudFormation Template Reference,
    /// "AWS::DynamoDB::Table".
    private static ObjectNode addTables(ObjectNode resources, Collection<Table> tables) {
        String indexed = null;
        for (var table : tables) {
            var id = LogicalIds.of(table.name());
            var node = new TableResource(table).node();
            resources.set(id, node);
            if (!table.indexes().isEmpty()) {
                if (indexed != null) {
                    node.put("DependsOn", indexed);
                }
                indexed = id;
            }
        }
        return resources;
    }

    private static void addOutputs(
            ObjectNode outputs, Collection<Table> tables, Set<String> policies) {
        outputs.putObject("Policies")
                .put("Description", "The ARNs of the policies, joined by commas.")
                .putObject("Value")
                .put("Fn::Sub", policies.stream().map("${%s}"::formatted).collect(joining(",")));
        outputs.putObject("Tables")
                .put("Description", "The setting SLUICE_TABLES of the function.")
                .putObject("Value")
                .put("Fn::Sub", setting(tables));
        for (var table : tables) {
            var id = LogicalIds.of(table.name());
            outputs.putObject(id + "Name").putObject("Value").put("Ref", id);
            outputs.putObject(id + "Arn")
                    .putObject("Value")
                    .put("Fn::Sub", "${%s.Arn}".formatted(id));
        }
    }

    private static String setting(Collection<Table> tables) {
        return tables.stream()
                .map(table -> "%s=${%s}".formatted(table.name(), LogicalIds.of(table.name())))
                .collect(joining(","));
    }
}
