// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.sluice.Settings;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The files in `infrastructure/local` agree with the deployment and with the tests.
class LocalTemplateTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOCAL = PROJECT.resolve("infrastructure/local");
    private static final String FUNCTION = "/Resources/GraphQLFunction/Properties";

    private final JsonNode deployed = read(PROJECT.resolve("template.yaml"));
    private final JsonNode local = read(LOCAL.resolve("template.yaml"));
    private final JsonNode compose = read(LOCAL.resolve("compose.yaml"));

    LocalTemplateTest() throws IOException {}

    @Test
    void sam_local_runs_the_function_that_is_deployed_at_its_paths() {
        for (var property : List.of("Handler", "Runtime", "Timeout")) {
            assertThat(local.at(FUNCTION).get(property))
                    .isEqualTo(deployed.at(FUNCTION).get(property));
        }
        assertThat(LOCAL.resolve(local.at(FUNCTION + "/CodeUri").asText()).normalize())
                .isEqualTo(PROJECT.resolve(deployed.at(FUNCTION + "/CodeUri").asText()));
        assertThat(paths(local)).isEqualTo(paths(deployed));
    }

    @Test
    void its_variables_are_settings_that_are_documented() throws IOException {
        var documented = Files.readString(PROJECT.resolve("docs/reference/configuration.md"));
        var settings =
                local.at(FUNCTION + "/Environment/Variables")
                        .propertyStream()
                        .filter(variable -> variable.getKey().startsWith("SLUICE_"))
                        .collect(Collectors.toMap(v -> v.getKey(), v -> v.getValue().asText()));

        assertThatNoException().isThrownBy(() -> Settings.from(settings));
        assertThat(settings).containsEntry("SLUICE_INTROSPECTION", "on");
        assertThat(settings.keySet()).allMatch(name -> documented.contains("`" + name + "`"));
    }

    @Test
    void its_DynamoDB_is_one_of_the_services() {
        var endpoint = URI.create(local.at("/Parameters/DynamoDbEndpoint/Default").asText());

        assertThat(compose.at("/services/" + endpoint.getHost() + "/ports/0").asText())
                .endsWith(":" + endpoint.getPort());
    }

    @Test
    void the_LocalStack_of_the_tests_is_that_of_the_services() {
        assertThat(compose.at("/services/localstack/image").asText()).isEqualTo(LocalStackIT.IMAGE);
    }

    private static Set<String> paths(JsonNode template) {
        return template.at(FUNCTION + "/Events")
                .valueStream()
                .map(event -> event.at("/Properties/Path").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }
}
