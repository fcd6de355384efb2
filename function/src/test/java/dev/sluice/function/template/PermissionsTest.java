// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// The permissions in the templates.
class PermissionsTest {
    private final Template template = Template.read(Template.ROOT);

    @Test
    void the_function_may_do_what_the_schema_needs_read_its_secret_and_tell_and_nothing_else() {
        var function = template.at("/Resources/GraphQLFunction/Properties");
        var role = template.at("/Resources/FunctionRole/Properties");

        assertThat(function.at("/Role").toString())
                .isEqualTo("{\"Fn::GetAtt\":\"FunctionRole.Arn\"}");
        assertThat(function.has("Policies")).isFalse();
        assertThat(role.at("/ManagedPolicyArns").toString())
                .isEqualTo("{\"Fn::Split\":[\",\",{\"Fn::GetAtt\":\"Data.Outputs.Policies\"}]}");
        assertThat(statements(role).map(PermissionsTest::permission))
                .containsExactly(
                        "Allow secretsmanager:GetSecretValue {\"Ref\":\"CursorSecret\"}",
                        "Allow ssm:GetParameter {\"Fn::Sub\":\"arn:${AWS::Partition}:ssm:"
                                + "${AWS::Region}:${AWS::AccountId}:parameter/${LiveSettings}\"}",
                        "Allow logs:CreateLogStream,logs:PutLogEvents"
                                + " {\"Fn::GetAtt\":\"FunctionLogs.Arn\"}",
                        "Allow xray:PutTelemetryRecords,xray:PutTraceSegments \"*\"");
    }

    @Test
    void the_hook_may_ask_the_function_answer_codedeploy_and_log_and_nothing_else() {
        assertThat(
                        statements(template.at("/Resources/DeploymentHookRole/Properties"))
                                .map(PermissionsTest::permission))
                .containsExactly(
                        "Allow lambda:InvokeFunction"
                                + " {\"Fn::Sub\":\"${GraphQLFunction.Arn}:*\"}",
                        "Allow codedeploy:PutLifecycleEventHookExecutionStatus"
                                + " {\"Fn::Sub\":\"arn:${AWS::Partition}:codedeploy:"
                                + "${AWS::Region}:${AWS::AccountId}:deploymentgroup:"
                                + "${ServerlessDeploymentApplication}/*\"}",
                        "Allow logs:CreateLogStream,logs:PutLogEvents"
                                + " {\"Fn::GetAtt\":\"DeploymentHookLogs.Arn\"}");
        assertThat(
                        statements(template.at("/Resources/DeploymentRole/Properties"))
                                .map(PermissionsTest::permission))
                .containsExactly(
                        "Allow lambda:InvokeFunction {\"Fn::GetAtt\":\"DeploymentHook.Arn\"}");
    }

    @Test
    void it_reads_the_secret_itself_so_that_no_configuration_shows_it() {
        var variables = template.at("/Resources/GraphQLFunction/Properties/Environment/Variables");

        assertThat(variables.at("/SLUICE_CURSOR_SECRET").toString())
                .isEqualTo("{\"Ref\":\"CursorSecret\"}");
        assertThat(Template.all())
                .allSatisfy(
                        each -> assertThat(each.body().toString()).doesNotContain("{{resolve:"));
    }

    @Test
    void its_data_is_in_the_tables_of_the_nested_template() {
        assertThat(template.at("/Resources/Data/Properties/TemplateURL").asText())
                .isEqualTo("infrastructure/data.yaml");
        assertThat(
                        template.at(
                                        "/Resources/GraphQLFunction/Properties/Environment/Variables"
                                                + "/SLUICE_TABLES")
                                .toString())
                .isEqualTo("{\"Fn::GetAtt\":\"Data.Outputs.Tables\"}");
    }

    @Test
    void no_policy_allows_actions_by_a_wildcard_or_a_scan_or_every_resource_but_of_traces() {
        var statements = Template.all().stream().flatMap(each -> statements(each.body())).toList();

        assertThat(statements).hasSizeGreaterThan(5);
        assertThat(statements)
                .flatMap(PermissionsTest::actions)
                .isNotEmpty()
                .noneMatch(action -> action.contains("*") || action.equals("dynamodb:Scan"));
        assertThat(statements)
                .filteredOn(statement ->
                        Template.within(statement.path("Resource"))
                                .anyMatch(node -> node.asText().equals("*")))
                .flatMap(PermissionsTest::actions)
                .allMatch(action -> action.startsWith("xray:"));
    }

    @Test
    void roles_are_assumed_by_one_service_each() {
        assertThat(template.resources("AWS::IAM::Role"))
                .extracting(role ->
                        role.getValue()
                                .at(
                                        "/Properties/AssumeRolePolicyDocument/Statement/0/Principal/Service")
                                .asText())
                .containsExactly(
                        "lambda.amazonaws.com", "codedeploy.amazonaws.com", "lambda.amazonaws.com");
        assertThat(template.resources("AWS::IAM::Role"))
                .allSatisfy(role ->
                        assertThat(
                                        role.getValue()
                                                .at("/Properties/PermissionsBoundary/Fn::If/1")
                                                .toString())
                                .isEqualTo("{\"Ref\":\"PermissionsBoundary\"}"));
    }

    /// Returns the statements that allow actions, without those that say who may assume a role.
    private static Stream<JsonNode> statements(JsonNode node) {
        return Template.within(node).filter(each -> each.has("Action") && each.has("Resource"));
    }

    private static List<String> actions(JsonNode statement) {
        return Template.within(statement.path("Action"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static String permission(JsonNode statement) {
        return "%s %s %s"
                .formatted(
                        statement.path("Effect").asText(),
                        String.join(",", actions(statement)),
                        statement.path("Resource"));
    }
}
