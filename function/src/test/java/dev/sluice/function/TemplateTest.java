// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a deployment by template.yaml relies on. The template's tags are dropped: `!Ref X` reads as
/// `X`.
class TemplateTest {
    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final String DATA = "infrastructure/data.yaml";

    private final JsonNode template;
    private final JsonNode function;

    TemplateTest() throws IOException {
        template = new YAMLMapper().readTree(TEMPLATE.toFile());
        function = template.at("/Resources/GraphQLFunction/Properties");
    }

    @Test
    void it_runs_the_handler_of_the_artifact_on_java_25() throws ClassNotFoundException {
        assertThat(function.at("/Runtime").asText()).isEqualTo("java25");
        assertThat(function.at("/CodeUri").asText()).isEqualTo("function/target/function.zip");
        var handler = function.at("/Handler").asText().split("::", -1);
        assertThat(RequestHandler.class).isAssignableFrom(Class.forName(handler[0]));
        assertThat(handler[1]).isEqualTo("handleRequest");
    }

    @Test
    void every_deployment_publishes_a_version_with_a_snapshot_behind_one_alias() {
        assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(function.at("/AutoPublishAlias").asText()).isEqualTo("live");
        assertThat(function.at("/AutoPublishAliasAllProperties").asBoolean()).isTrue();
        assertThat(template.at("/Transform").valueStream().map(JsonNode::asText))
                .containsExactly("AWS::LanguageExtensions", "AWS::Serverless-2016-10-31");
    }

    @Test
    void an_authorizer_stands_before_every_route_but_the_public_one_and_what_browsers_ask_first() {
        var auth = template.at("/Resources/GraphQLApi/Properties/Auth");
        assertThat(auth.at("/DefaultAuthorizer").asText()).isEqualTo("Jwt");
        assertThat(auth.at("/Authorizers/Jwt/JwtConfiguration/issuer").asText())
                .isEqualTo("Issuer");
        assertThat(auth.at("/Authorizers/Jwt/JwtConfiguration/audience/0").asText())
                .isEqualTo("Audience");

        Map<String, String> authorizers = new TreeMap<>();
        for (var event : function.at("/Events")) {
            var route = event.at("/Properties");
            assertThat(event.at("/Type").asText()).isEqualTo("HttpApi");
            assertThat(route.at("/PayloadFormatVersion").asText()).isEqualTo("2.0");
            authorizers.put(
                    route.at("/Method").asText() + " " + route.at("/Path").asText(),
                    route.at("/Auth/Authorizer").asText("the default"));
        }
        assertThat(authorizers)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ANY /graphql", "the default",
                                "OPTIONS /graphql", "NONE",
                                "ANY /graphql/public", "NONE"));
    }

    @Test
    void the_function_may_do_what_the_schema_needs_and_nothing_else() {
        var data = template.at("/Resources/Data/Properties");

        assertThat(data.at("/TemplateURL").asText()).isEqualTo(DATA);
        assertThat(function.at("/Policies").toString()).isEqualTo("[\"Data.Outputs.Policy\"]");
        assertThat(function.at("/Environment/Variables/SLUICE_TABLES").asText())
                .isEqualTo("Data.Outputs.Tables");
    }

    @Test
    void the_nested_template_has_the_parameters_and_outputs_that_are_asked_of_it()
            throws IOException {
        var data = new YAMLMapper().readTree(TEMPLATE.resolveSibling(DATA).toFile());

        assertThat(data.at("/Outputs").has("Policy")).isTrue();
        assertThat(data.at("/Outputs").has("Tables")).isTrue();
        template.at("/Resources/Data/Properties/Parameters")
                .fieldNames()
                .forEachRemaining(parameter ->
                        assertThat(data.at("/Parameters").has(parameter)).as(parameter).isTrue());
    }

    @Test
    void the_generated_secret_makes_a_cursor_key_of_32_bytes() {
        var secret = template.at("/Resources/CursorKey/Properties/GenerateSecretString");
        assertThat(secret.at("/ExcludePunctuation").asBoolean()).isTrue();
        assertThat(secret.at("/IncludeSpace").asBoolean(true)).isFalse();
        var generated = "x".repeat(secret.at("/PasswordLength").asInt());

        var keys =
                function.at("/Environment/Variables/SLUICE_CURSOR_KEYS")
                        .asText()
                        .replace("{{resolve:secretsmanager:${CursorKey}:SecretString}}", generated);

        assertThat(keys).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(keys.substring(3))).hasSize(32);
    }

    @Test
    void cfn_lint_finds_nothing_where_it_is_installed() throws Exception {
        assumeTrue(isInstalled(), "cfn-lint is not installed, so templates are not linted");

        var lint =
                new ProcessBuilder(
                                "cfn-lint",
                                TEMPLATE.toString(),
                                TEMPLATE.resolveSibling(DATA).toString())
                        .redirectErrorStream(true);
        var process = lint.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            var version = new ProcessBuilder("cfn-lint", "--version").redirectErrorStream(true);
            var process = version.start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
