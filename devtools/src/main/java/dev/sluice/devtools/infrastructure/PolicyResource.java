// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A managed policy for the actions of the fields. To keep it small, tables and indexes with the
/// same actions share one statement.
record PolicyResource(NavigableMap<Resource, Set<Action>> permissions) {
    private static final String POLICY =
            """
            Type: AWS::IAM::ManagedPolicy
            Properties:
              Description: The permissions on the tables that the fields of the GraphQL schema need.
              PolicyDocument:
                Version: "2012-10-17"
                Statement: []
            """;

    /// DynamoDB uses the key of a table with the permissions of the caller.
    private static final String KEY_STATEMENT =
            """
            Fn::If:
              - HasKmsKey
              - Effect: Allow
                Action: kms:Decrypt
                Resource: {Ref: KmsKeyArn}
                Condition:
                  StringEquals:
                    kms:ViaService: {Fn::Sub: "dynamodb.${AWS::Region}.${AWS::URLSuffix}"}
              - Ref: AWS::NoValue
            """;

    private static final String RESTORED_ARN =
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Name}";

    /// The same permissions on the tables that the parameter `RestoredTables` names. The others
    /// keep theirs, because versions of the function that still use them may run.
    ObjectNode forRestoredTables() {
        var node = node(PolicyResource::restoredArn);
        node.put("Condition", "HasRestoredTables");
        return node;
    }

    ObjectNode node() {
        return node(resource -> Yaml.object("{}").put("Fn::Sub", arn(resource)));
    }

    private ObjectNode node(Function<Resource, ObjectNode> arn) {
        var node = Yaml.object(POLICY);
        var statements = node.withArray("/Properties/PolicyDocument/Statement");
        byActions()
                .forEach((actions, resources) -> {
                    var statement = statements.addObject().put("Effect", "Allow");
                    var allowed = statement.putArray("Action");
                    actions.forEach(action -> allowed.add(action.toString()));
                    var arns = statement.putArray("Resource");
                    resources.forEach(resource -> arns.add(arn.apply(resource)));
                });
        statements.add(keyStatement());
        return node;
    }

    static ObjectNode keyStatement() {
        return Yaml.object(KEY_STATEMENT);
    }

    /// Returns the resources by their actions, in the order of the first resource of each.
    private Map<Set<Action>, List<Resource>> byActions() {
        return permissions.keySet().stream()
                .collect(
                        Collectors.groupingBy(
                                permissions::get, LinkedHashMap::new, Collectors.toList()));
    }

    private static ObjectNode restoredArn(Resource resource) {
        var arn = Yaml.object("{}");
        arn.putArray("Fn::Sub")
                .add(RESTORED_ARN + index(resource))
                .addObject()
                .set("Name", RestoredTables.nameOf(resource.table()));
        return arn;
    }

    static String arn(Resource resource) {
        return "${%s.Arn}".formatted(LogicalIds.of(resource.table())) + index(resource);
    }

    private static String index(Resource resource) {
        return resource.index() == null ? "" : "/index/" + resource.index();
    }
}
