// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The roles of a pipeline suffice for the templates, and the workflows install only known tools.
class PipelineTest {
    /// What CloudFormation calls to create a resource.
    private static final Map<String, String> CREATE =
            Map.ofEntries(
                    Map.entry("AWS::CloudFormation::Stack", "cloudformation:CreateStack"),
                    Map.entry("AWS::CloudWatch::Alarm", "cloudwatch:PutMetricAlarm"),
                    Map.entry("AWS::CloudWatch::Dashboard", "cloudwatch:PutDashboard"),
                    Map.entry("AWS::Cognito::UserPool", "cognito-idp:CreateUserPool"),
                    Map.entry("AWS::Cognito::UserPoolClient", "cognito-idp:CreateUserPoolClient"),
                    Map.entry("AWS::DynamoDB::Table", "dynamodb:CreateTable"),
                    Map.entry("AWS::IAM::ManagedPolicy", "iam:CreatePolicy"),
                    Map.entry("AWS::IAM::Role", "iam:CreateRole"),
                    Map.entry("AWS::Logs::LogGroup", "logs:CreateLogGroup"),
                    Map.entry("AWS::Logs::MetricFilter", "logs:PutMetricFilter"),
                    Map.entry("AWS::Logs::QueryDefinition", "logs:PutQueryDefinition"),
                    Map.entry("AWS::SNS::Topic", "sns:CreateTopic"),
                    Map.entry("AWS::SSM::Parameter", "ssm:PutParameter"),
                    Map.entry("AWS::SecretsManager::Secret", "secretsmanager:CreateSecret"),
                    Map.entry("AWS::Serverless::Function", "lambda:CreateFunction"),
                    Map.entry("AWS::Serverless::HttpApi", "apigateway:POST"));

    private final Template pipeline = Template.read("infrastructure/pipeline.yaml");

    @Test
    void cloudformation_may_create_each_resource_of_the_templates() {
        var allowed =
                Stream.of("Data", "Compute", "Roles")
                        .flatMap(policy -> statements(pipeline.at("/Resources/" + policy)))
                        .flatMap(PipelineTest::actions)
                        .collect(Collectors.toSet());

        assertThat(
                        Template.all().stream()
                                .flatMap(Template::resources)
                                .map(resource -> resource.getValue().at("/Type").asText())
                                .distinct())
                .allSatisfy(type -> assertThat(CREATE).containsKey(type))
                .allSatisfy(type -> assertThat(allowed).contains(CREATE.get(type)));
    }

    @Test
    void the_boundary_allows_what_the_roles_of_the_stack_allow() {
        var bounds =
                statements(pipeline.at("/Resources/Boundary"))
                        .flatMap(PipelineTest::actions)
                        .collect(Collectors.toSet());

        assertThat(
                        Template.all().stream()
                                .flatMap(template -> statements(template.body()))
                                .flatMap(PipelineTest::actions))
                .isNotEmpty()
                .isSubsetOf(bounds);
    }

    @Test
    void a_role_can_only_be_made_or_extended_within_the_boundary() {
        var extend = Set.of("iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy");

        assertThat(statements(pipeline.body()))
                .filteredOn(statement -> actions(statement).anyMatch(extend::contains))
                .hasSize(1)
                .allMatch(statement ->
                        statement
                                .at("/Condition")
                                .toString()
                                .equals(
                                        "{\"StringEquals\":{\"iam:PermissionsBoundary\":{\"Ref\":\"Boundary\"}}}"));
        assertThat(pipeline.at("/Resources/Boundary/Properties/ManagedPolicyName").toString())
                .contains("SluiceBoundary-");
    }

    @Test
    void no_action_is_a_wildcard_but_the_one_that_is_denied() {
        assertThat(statements(pipeline.body()))
                .filteredOn(statement -> statement.at("/Effect").asText().equals("Allow"))
                .flatMap(statement -> actions(statement).toList())
                .isNotEmpty()
                .noneMatch(action -> action.contains("*"));
    }

    @Test
    void only_jobs_of_one_environment_of_one_repository_may_take_the_role() {
        assertThat(
                        pipeline.at(
                                        "/Resources/PipelineRole/Properties/AssumeRolePolicyDocument"
                                                + "/Statement/0/Condition")
                                .toString())
                .isEqualTo(
                        """
                        {"StringEquals":{\
                        "token.actions.githubusercontent.com:aud":"sts.amazonaws.com",\
                        "token.actions.githubusercontent.com:sub":\
                        {"Fn::Sub":"repo:${Repository}:environment:${Environment}"}}}\
                        """);
    }

    @Test
    void a_workflow_installs_tools_of_one_version() throws IOException {
        var installs = Pattern.compile("pip install (.*)");
        try (var files = Files.list(Template.PROJECT.resolve(".github/workflows"))) {
            assertThat(
                            files.flatMap(file -> installs.matcher(read(file)).results())
                                    .map((MatchResult match) -> match.group(1)))
                    .isNotEmpty()
                    .containsOnly("-r .ci/requirements.txt", "-r .ci/checkov.txt");
        }
        for (var requirements : List.of(".ci/requirements.txt", ".ci/checkov.txt")) {
            assertThat(read(Template.PROJECT.resolve(requirements)).lines())
                    .filteredOn(line -> !line.startsWith("#"))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("[a-z0-9-]+==[0-9.]+"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the statements of policies, without those that say who may assume a role.
    private static Stream<JsonNode> statements(JsonNode node) {
        return Template.within(node).filter(each -> each.has("Action") && each.has("Resource"));
    }

    private static Stream<String> actions(JsonNode statement) {
        List<String> actions =
                Template.within(statement.path("Action"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList();
        return actions.stream();
    }
}
