// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;

class FunctionTest {
    /// What SAM's name of a version is made of.
    private static final Set<String> PUBLISHED_BY_SAM =
            Set.of("CodeUri", "Environment", "MemorySize", "SnapStart");

    private static final Set<String> NO_PART_OF_A_VERSION =
            Set.of(
                    "AutoPublishAlias",
                    "DeploymentPreference",
                    "Description",
                    "Events",
                    "ReservedConcurrentExecutions");

    private final Template template = Template.read(Template.ROOT);
    private final JsonNode function = template.at("/Resources/GraphQLFunction/Properties");
    private final JsonNode variables = function.at("/Environment/Variables");

    @Test
    void it_runs_the_handler_of_the_artifact_on_java_25() throws ClassNotFoundException {
        assertThat(function.at("/Runtime").asText()).isEqualTo("java25");
        assertThat(function.at("/CodeUri").asText()).isEqualTo("function/target/function.zip");
        var handler = function.at("/Handler").asText().split("::", -1);
        assertThat(RequestStreamHandler.class).isAssignableFrom(Class.forName(handler[0]));
        assertThat(handler[1]).isEqualTo("handleRequest");
    }

    @Test
    void every_deployment_publishes_a_version_with_a_snapshot_behind_one_alias() {
        assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(function.at("/AutoPublishAlias").asText()).isEqualTo("live");
        assertThat(template.at("/Transform").valueStream().map(JsonNode::asText))
                .containsExactly("AWS::LanguageExtensions", "AWS::Serverless-2016-10-31");
    }

    /// Otherwise a deployment that changes one of them alone would publish no version, and the
    /// alias would stay at the old one.
    @Test
    void what_alone_publishes_no_version_is_repeated_in_the_environment() {
        var repeated = new LinkedHashMap<String, String>();
        var words = variables.at("/PUBLISHED_WITH/Fn::Join/1");
        for (var i = 0; i < words.size(); i += 2) {
            repeated.put(words.get(i).asText(), value(words.get(i + 1)));
        }

        assertThat(variables.at("/PUBLISHED_WITH/Fn::Join/0").asText()).isEqualTo(" ");
        assertThat(function.propertyStream())
                .filteredOn(property -> !PUBLISHED_BY_SAM.contains(property.getKey()))
                .filteredOn(property -> !NO_PART_OF_A_VERSION.contains(property.getKey()))
                .isNotEmpty()
                .allSatisfy(property ->
                        assertThat(repeated)
                                .containsEntry(property.getKey(), value(property.getValue())));
        assertThat(Template.names(function)).containsAll(repeated.keySet());
    }

    /// Lambda makes no version that equals the last one, so CloudFormation would fail.
    @Test
    void no_property_that_is_no_part_of_a_version_publishes_one() {
        assertThat(function.has("AutoPublishAliasAllProperties")).isFalse();
        assertThat(variables.toString()).doesNotContain("ReservedConcurrency");
    }

    @Test
    void it_reports_logs_metrics_and_traces_under_the_name_of_its_stack() {
        assertThat(function.at("/Tracing").asText()).isEqualTo("Active");
        assertThat(function.at("/LoggingConfig/LogGroup").toString())
                .isEqualTo("{\"Ref\":\"FunctionLogs\"}");
        assertThat(variables.at("/POWERTOOLS_SERVICE_NAME").toString())
                .isEqualTo("{\"Ref\":\"AWS::StackName\"}");
        assertThat(variables.at("/POWERTOOLS_METRICS_NAMESPACE").asText()).isEqualTo("Sluice");
    }

    @Test
    void its_jvm_gets_the_options_of_the_parameter() {
        assertThat(variables.at("/JAVA_TOOL_OPTIONS").toString())
                .isEqualTo("{\"Ref\":\"JvmOptions\"}");
    }

    @Test
    void it_keeps_no_instances_for_itself_unless_told_how_many() {
        assertThat(function.at("/ReservedConcurrentExecutions/Fn::If").toString())
                .isEqualTo(
                        """
                        ["HasReservedConcurrency",{"Ref":"ReservedConcurrency"},\
                        {"Ref":"AWS::NoValue"}]\
                        """);
        assertThat(template.at("/Parameters/ReservedConcurrency/Default").asText()).isEmpty();
    }

    @Test
    void it_is_given_settings_that_the_reference_lists() throws IOException {
        var reference =
                Files.readString(Template.PROJECT.resolve("docs/reference/configuration.md"));

        assertThat(Template.names(variables))
                .filteredOn(name -> name.startsWith("SLUICE_"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(reference).contains("| `%s` |".formatted(name)));
    }

    /// Returns the texts below a property, without the names of functions: `Ref X` as `X`.
    private static String value(JsonNode property) {
        return Template.within(property)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(","));
    }
}
