// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Checks the templates with other tools, if these are installed.
class ToolsTest {
    private static final Tool LINT = new Tool("cfn-lint");
    private static final Tool SAM = new Tool("sam");
    private static final Tool PYTHON = new Tool("python3");
    private static final String TRANSFORM =
            "function/src/test/resources/dev/sluice/function/template/transform.py";

    @TempDir private Path directory;

    @Test
    void cfn_lint_finds_nothing_in_any_template() throws Exception {
        assumeTrue(LINT.runs("--version"), "cfn-lint is not installed");

        var result =
                LINT.run(
                        Stream.concat(
                                        Template.all().stream().map(Template::file),
                                        Stream.of("infrastructure/pipeline.yaml", Template.EVENTS))
                                .toArray(String[]::new));

        assertThat(result.output()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void sam_finds_nothing_in_the_template() throws Exception {
        assumeTrue(SAM.runs("--version"), "the SAM CLI is not installed");

        var result = SAM.run("validate", "--lint");

        assertThat(result.output()).contains("is a valid SAM Template");
        assertThat(result.status()).isZero();
    }

    @Test
    void sam_makes_the_alias_wait_for_the_alarms_of_the_canary_without_a_circle() throws Exception {
        assumeTrue(LINT.runs("--version"), "cfn-lint is not installed");
        var made = transformed("Issuer=", "Audience=", "DeploymentType=Canary10Percent5Minutes");
        var file = Files.writeString(directory.resolve("made.json"), made.toString());

        // The nested templates are not in the same directory, and SAM handles the parameters.
        var lint = LINT.run("--non-zero-exit-code", "error", "--", file.toString());

        assertThat(lint.status()).as(lint.output()).isZero();
        assertThat(made.at("/Resources/GraphQLFunctionAliaslive/UpdatePolicy").toString())
                .contains("GraphQLFunctionDeploymentGroup");
        var group = made.at("/Resources/GraphQLFunctionDeploymentGroup/Properties");
        assertThat(group.at("/DeploymentConfigName/Fn::Sub").toString())
                .isEqualTo(
                        """
                        ["CodeDeployDefault.Lambda${ConfigName}",\
                        {"ConfigName":"Canary10Percent5Minutes"}]\
                        """);
        assertThat(group.at("/AlarmConfiguration/Alarms")).hasSize(3);
        assertThat(group.at("/AutoRollbackConfiguration/Events").toString())
                .contains("DEPLOYMENT_STOP_ON_ALARM");
    }

    @Test
    void a_version_is_published_for_what_is_part_of_one_and_for_nothing_else() throws Exception {
        var present = version();
        assertThat(version("Architecture=x86_64")).isNotEqualTo(present);
        assertThat(version("MemorySize=3008")).isNotEqualTo(present);
        assertThat(version("Introspection=on")).isNotEqualTo(present);
        assertThat(version("ReservedConcurrency=5")).isEqualTo(present);
        assertThat(version("DeploymentType=AllAtOnce")).isEqualTo(present);
        assertThat(version("Protect=off")).isEqualTo(present);
        assertThat(version("LatencyThreshold=5")).isEqualTo(present);
    }

    @Test
    void the_parameter_allows_every_type_of_deployment_that_sam_knows_and_no_other()
            throws Exception {
        requireTranslator();
        var known =
                PYTHON.run(
                        "-c",
                        "from samtranslator.model.preferences import deployment_preference_collection"
                                + " as known; print(*known.CODEDEPLOY_PREDEFINED_CONFIGURATIONS_LIST)");

        assertThat(
                        Template.read(Template.ROOT)
                                .at("/Parameters/DeploymentType/AllowedValues")
                                .valueStream())
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(known.output().strip().split(" "));
    }

    @Test
    void sam_gives_the_gateway_the_origins_only_if_there_are_any() throws Exception {
        var body = transformed("Issuer=", "Audience=").at("/Resources/GraphQLApi/Properties/Body");

        assertThat(Template.names(body.at("/x-amazon-apigateway-cors/Fn::If/1")))
                .containsExactly(
                        "allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge");
        assertThat(body.at("/paths/~1graphql/x-amazon-apigateway-any-method/security").toString())
                .isEqualTo("[{\"Jwt\":[]}]");
    }

    /// Returns the logical id of the version. CloudFormation publishes one if the id is new.
    private static String version(String... parameters) throws Exception {
        return transformed(parameters)
                .at("/Resources")
                .propertyStream()
                .filter(each -> each.getValue().at("/Type").asText().equals("AWS::Lambda::Version"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode transformed(String... parameters) throws Exception {
        requireTranslator();
        var arguments = Stream.concat(Stream.of(TRANSFORM, Template.ROOT), Stream.of(parameters));
        var result = PYTHON.run(arguments.toArray(String[]::new));
        assertThat(result.status()).as(result.output()).isZero();
        return JsonMapper.builder().build().readTree(result.output());
    }

    private static void requireTranslator() throws InterruptedException {
        assumeTrue(
                PYTHON.runs("-c", "import samtranslator"),
                "Python's aws-sam-translator is not installed");
    }
}
