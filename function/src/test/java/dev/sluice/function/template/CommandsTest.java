// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The commands of the documentation are commands that the AWS CLI knows.
class CommandsTest {
    private static final Tool PYTHON = new Tool("python3");
    private static final String SCRIPT =
            "function/src/test/resources/dev/sluice/function/template/commands.py";
    private static final Pattern MITIGATION =
            Pattern.compile(
                    "^\\*\\*Temporary mitigation\\.\\*\\*(.*?)^\\*\\*Permanent fix",
                    Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void a_mitigation_is_a_command_or_that_of_another_alarm_unless_none_is_needed() {
        var runbook = String.join("\n", Runbook.pages().values());

        assertThat(MITIGATION.matcher(runbook).results().map(match -> match.group(1)))
                .hasSizeGreaterThan(10)
                .allMatch(text ->
                        text.contains("```sh\naws ")
                                || text.contains("```sh\n./sluice ")
                                || text.startsWith(" As for [")
                                || text.startsWith(" None is needed"));
    }

    @Test
    void concurrency_is_first_changed_at_the_function_itself() {
        var section =
                Objects.requireNonNull(Runbook.sections().get("instances.md#function-throttles"));

        assertThat(section.substring(section.indexOf("```sh")))
                .startsWith("```sh\naws lambda put-function-concurrency ");
    }

    @Test
    void the_aws_cli_parses_every_command() throws Exception {
        var pages = pages();

        var result = check(pages.toArray(String[]::new));

        assertThat(result.getFirst())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(20));
        assertThat(result.subList(1, result.size())).isEmpty();
    }

    @Test
    void a_command_that_it_does_not_know_is_found(@TempDir Path directory) throws Exception {
        var page =
                Files.writeString(
                        directory.resolve("page.md"),
                        """
                        ```sh
                        aws lambda get-alias --function-name "$function" --name live
                        aws lambda get-allias --function-name x
                        aws lambda get-alias --function-name x
                        aws lambda get-alias --function-name x --name live --version 3
                        aws dynamodb update-table --table-name abc --billing-mode FREE
                        ids=$(aws lambda put-function-concurrency --function-name x \\
                          --reserved-concurrent-executions many)
                        ```
                        """);

        var result = check(page.toAbsolutePath().toString());

        assertThat(result.getFirst()).isEqualTo("6");
        assertThat(result.subList(1, result.size()))
                .satisfiesExactly(
                        line -> assertThat(line).contains("get-allias"),
                        line -> assertThat(line).contains("--name"),
                        line -> assertThat(line).contains("--version"),
                        line -> assertThat(line).contains("BillingMode is FREE"),
                        line -> assertThat(line).contains("many"));
    }

    private static List<String> check(String... pages) throws Exception {
        assumeTrue(
                PYTHON.runs("-c", "import awscli.clidriver"),
                "Python's awscli is not installed, so no model of its commands is");
        var result =
                PYTHON.run(
                        Stream.concat(Stream.of(SCRIPT), Stream.of(pages)).toArray(String[]::new));
        assertThat(result.status()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    private static List<String> pages() throws IOException {
        try (var files = Files.walk(Template.PROJECT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> Template.PROJECT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
