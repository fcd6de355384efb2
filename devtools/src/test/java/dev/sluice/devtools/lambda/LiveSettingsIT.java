// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the artifact logs while its live settings change.
class LiveSettingsIT {
    @TempDir private static Path directory;
    private static Path settings;
    private static FunctionLines lines = new FunctionLines(List.of());

    @BeforeAll
    static void run() throws Exception {
        settings = directory.resolve("settings.json");
        var printed = new ByteArrayOutputStream();
        var artifact = Stand.ARTIFACT;
        Files.writeString(settings, "{}");
        try (var store = new Store(artifact);
                var function =
                        LambdaFunction.deploy(
                                artifact,
                                Path.of("target/runtime"),
                                configuration(store),
                                new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            invoke(function, "as-deployed", "{}");
            invoke(function, "at-warn", "{\"logLevel\": \"WARN\"}");
            invoke(function, "at-debug", "{\"logLevel\": \"DEBUG\"}");
            invoke(function, "refused", "[]");
            invoke(function, "sampled", "{\"logSampleRate\": 1}");
            invoke(function, "as-deployed-again", "{}");
        }
        lines = FunctionLines.of(printed.toString(StandardCharsets.UTF_8));
    }

    private static void invoke(LambdaFunction function, String request, String text)
            throws Exception {
        Files.writeString(settings, text);
        assertThat(function.invoke(Event.signedIn(request).json()).response()).contains("200");
    }

    private static FunctionConfiguration configuration(Store store) {
        return new FunctionConfiguration(
                "dev.sluice.function.GraphQLFunction::handleRequest",
                1769,
                Duration.ofSeconds(30),
                false,
                Credentials.LOCAL,
                Map.of(
                        "SLUICE_CURSOR_KEYS",
                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_LIVE_SETTINGS",
                        "file:" + settings,
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        store.endpoint().toString()));
    }

    @Test
    void the_level_of_the_log_decides_which_requests_it_has() {
        assertThat(lines.requests())
                .extracting(line -> line.path("correlation_id").asText())
                .containsExactly(
                        "as-deployed", "at-debug", "refused", "sampled", "as-deployed-again");
    }

    @Test
    void the_level_and_the_share_of_samples_decide_about_the_detail() {
        assertThat(lines.requests())
                .filteredOn(line -> line.has("calls"))
                .extracting(line -> line.path("correlation_id").asText())
                .containsExactly("at-debug", "refused", "sampled");
    }

    @Test
    void settings_that_are_not_used_are_a_line_and_a_metric() {
        assertThat(lines.json())
                .filteredOn(line ->
                        line.path("message").asText().startsWith("The live settings are not used"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("message").asText())
                                .contains("LIVE_SETTINGS_MALFORMED"));
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("RefusedSettings"))
                .singleElement()
                .extracting(JsonNode::toString)
                .asString()
                .contains("\"RefusedSettings\":1.0");
    }
}
