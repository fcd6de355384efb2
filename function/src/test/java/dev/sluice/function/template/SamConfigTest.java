// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environments of samconfig.toml, and what template.yaml says about their parameters.
class SamConfigTest {
    private static final Pattern OVERRIDE = Pattern.compile("^  \"(\\w+)=(.*)\",$");

    private final Template template = Template.read(Template.ROOT);

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void an_environment_gives_parameters_that_the_template_takes(String environment)
            throws IOException {
        assertThat(overrides(environment))
                .hasSizeGreaterThan(3)
                .allSatisfy((name, value) -> {
                    var parameter = template.at("/Parameters").path(name);
                    assertThat(parameter.isMissingNode()).as(name).isFalse();
                    assertTakes(name, parameter, value);
                });
    }

    @Test
    void a_default_is_a_value_that_its_parameter_takes() {
        assertThat(template.at("/Parameters").propertyStream())
                .allSatisfy(parameter ->
                        assertTakes(
                                parameter.getKey(),
                                parameter.getValue(),
                                parameter.getValue().at("/Default").asText()));
    }

    @Test
    void production_gets_its_versions_by_a_canary_and_keeps_its_data_and_a_developer_does_not()
            throws IOException {
        assertThat(overrides("prod"))
                .containsEntry("DeploymentType", "Canary10Percent5Minutes")
                .containsEntry("Introspection", "off")
                .containsEntry("Protect", "on");
        assertThat(overrides("dev"))
                .containsEntry("DeploymentType", "AllAtOnce")
                .containsEntry("Introspection", "on")
                .containsEntry("Protect", "off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "dev", "prod"})
    void an_environment_may_make_roles_and_nested_stacks(String environment) throws IOException {
        assertThat(section(environment + ".deploy.parameters"))
                .contains("capabilities = \"CAPABILITY_IAM CAPABILITY_AUTO_EXPAND\"")
                .contains("resolve_s3 = true");
        assertThat(section(environment + ".global.parameters")).contains("stack_name = \"sluice");
    }

    private static void assertTakes(String name, JsonNode parameter, String value) {
        if (parameter.has("AllowedValues")) {
            assertThat(parameter.at("/AllowedValues").valueStream())
                    .as(name)
                    .extracting(JsonNode::asText)
                    .contains(value);
        }
        if (parameter.has("AllowedPattern")) {
            assertThat(value).as(name).matches(parameter.at("/AllowedPattern").asText());
        }
        if (parameter.at("/Type").asText().equals("Number")) {
            assertThat(Double.parseDouble(value))
                    .as(name)
                    .isBetween(
                            parameter.at("/MinValue").asDouble(0),
                            parameter.at("/MaxValue").asDouble(Double.MAX_VALUE));
        }
    }

    private static Map<String, String> overrides(String environment) throws IOException {
        return section(environment + ".deploy.parameters")
                .lines()
                .map(OVERRIDE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }

    /// Returns the text below a table's name, up to the next table.
    private static String section(String table) throws IOException {
        var config = "\n" + Files.readString(Template.PROJECT.resolve("samconfig.toml"));
        var begin = config.indexOf("\n[" + table + "]\n");
        assertThat(begin).as(table).isNotNegative();
        var end = config.indexOf("\n[", begin + 1);
        return config.substring(begin, end < 0 ? config.length() : end);
    }
}
