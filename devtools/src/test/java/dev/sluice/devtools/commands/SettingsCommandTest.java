// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class SettingsCommandTest {
    @TempDir private Path directory;

    private Console settings(String text, String... more) throws IOException {
        var file = Files.writeString(directory.resolve("settings.json"), text);
        var schema =
                Files.writeString(directory.resolve("schema.graphqls"), Schemas.STATIONS)
                        .toString();
        return Console.run(
                Stream.concat(
                                Stream.of("settings", file.toString(), "--schema", schema),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void settings_without_a_problem_are_exit_code_0() throws IOException {
        var run = settings("{\"limits\": {\"pageItems\": 50}}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("settings.json can be used.\n");
    }

    @Test
    void each_problem_is_a_line_with_its_code() throws IOException {
        var run = settings("{\"logLevel\": \"canary\", \"introspection\": \"on\"}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("settings.json: LIVE_SETTING_INVALID logLevel: "))
                .anyMatch(line -> line.contains(": LIVE_SETTING_WEAKER introspection: "));
        assertThat(run.out()).doesNotContain("canary");
    }

    @Test
    void the_variables_of_the_function_decide_what_is_weaker() throws IOException {
        var run = settings("{\"introspection\": \"on\"}", "--env", "SLUICE_INTROSPECTION=on");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_flag_or_a_rollout_that_the_schema_lacks_is_a_note() throws IOException {
        var run =
                settings(
                        "{\"flags\": {\"later\": {}}, \"rollouts\": {\"Query.later\": {\"percent\": 1}}}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("note: "))
                .anyMatch(line -> line.endsWith("settings.json: the schema has no flag later"))
                .anyMatch(line -> line.endsWith(": the schema has no rollout Query.later"));
    }

    @Test
    void a_missing_file_is_exit_code_3() {
        assertThat(Console.run("settings", directory.resolve("none.json").toString()).exitCode())
                .isEqualTo(3);
    }
}
