// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class CommandLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sing",
                "serve --prt 1",
                "serve --port many",
                "serve --port 70000",
                "serve --dynamodb nowhere",
                "serve --dynamodb http://localhost:1 --dynamodb-port 2",
                "serve --lambda --schema other.graphqls",
                "serve --concurrency 0",
                "serve --concurrency 1001",
                "serve --fault",
                "serve --fault-seed 5",
                "serve --fault reset --fault-seed many",
                "invoke",
                "invoke --timeout 0 event.json",
                "invoke --env NAME event.json",
                "token",
                "token --sub a --group [b]",
                "token --sub a b",
                "audit",
                "audit --dynamodb http://localhost:1 --read-units 0",
                "audit --dynamodb http://localhost:1 --most-items 0",
                "adopt",
                "adopt --table T",
                "adopt --dynamodb http://localhost:1 --table T --sample 0",
                "adopt --amplify schema.graphql --table T",
                "check --format xml",
                "cost"
            })
    void a_mistyped_command_is_exit_code_2_and_no_answer(String typed) {
        var run = Console.run(typed.isEmpty() ? new String[0] : typed.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSizeBetween(1, 3).noneMatch(l -> l.startsWith("\tat "));
    }

    @ParameterizedTest
    @CsvSource({
        "sreve, serve",
        "chekc --format json, check",
        "serve --prot 1, --port",
        "serve --port=1 --dynamo-db=http://localhost:1, --dynamodb",
        "check --shema x, --schema"
    })
    void a_near_command_or_option_is_suggested(String typed, String meant) {
        var run = Console.run(typed.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean `" + meant + "`?\n");
        assertThat(Console.run("serve", "--nothing-like-it").err()).doesNotContain("Did you");
    }

    @Test
    void the_version_is_the_builds() {
        assertThat(Console.run("--version").out()).matches("sluice \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void the_help_shows_the_three_commands_to_start_with() {
        var help = Console.run("--help").out();

        assertThat(help.substring(help.indexOf("Start with these:")))
                .contains("sluice new my-api", "./sluice serve", "./sluice check");
    }

    @Test
    void a_completion_script_is_generated() {
        assertThat(Console.run("generate-completion").out()).contains("--dynamodb-port");
    }

    @Test
    void a_token_is_alone_on_stdout() {
        var run = Console.run("token", "--sub", "c1", "--group", "support", "--scope", "read");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
        assertThat(run.err()).isEmpty();
    }

    static List<CommandLine> commands() {
        var root = CommandLines.create();
        return root.getSubcommands().values().stream()
                .distinct()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_the_same_without_the_others(CommandLine command) {
        var name = command.getCommandName();

        assertThat(CommandLines.of(name).getSubcommands().get(name))
                .extracting(CommandLine::getUsageMessage)
                .isEqualTo(command.getUsageMessage());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_reference_has_each_command_with_each_option(CommandLine command) throws IOException {
        var reference = Files.readString(Path.of("../docs/reference/cli.md"));
        var heading = "## `sluice %s`\n".formatted(command.getCommandName());
        assertThat(reference).contains(heading);
        var section = reference.substring(reference.indexOf(heading) + heading.length());
        var end = section.indexOf("\n## ");

        assertThat(command.getCommandSpec().options())
                .flatExtracting(option -> Arrays.asList(option.names()))
                .filteredOn(name -> !List.of("-h", "--help", "-V", "--version").contains(name))
                .allSatisfy(name ->
                        assertThat(end < 0 ? section : section.substring(0, end))
                                .contains("`" + name));
    }
}
