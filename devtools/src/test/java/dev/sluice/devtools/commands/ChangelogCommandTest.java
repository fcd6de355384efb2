// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `sluice changelog` in a repository of git.
class ChangelogCommandTest {
    private static final String FIRST =
            """
            type Order @table(name: "Orders", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              note: String
            }
            type Query { order(id: ID!): Order @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;
    private static final String WITH_TEXT =
            FIRST.replace(
                    "  note: String\n",
                    "  note: String @deprecated(reason: \"Use text.\")\n  text: String\n");
    private static final String STORED_OTHERWISE = WITH_TEXT.replace("itemSize: 1", "itemSize: 2");
    private static final String WITHOUT_NOTE =
            FIRST.replace("  note: String\n", "  text: String\n").replace("Size: 1", "Size: 2");

    @TempDir private Path directory;
    private int day = 1;

    @BeforeEach
    void history() throws Exception {
        git("init", "-q");
        commit(FIRST);
        git("tag", "first");
        commit(WITH_TEXT);
        commit(STORED_OTHERWISE);
        commit("type Query { order: Nothing }");
        commit(WITHOUT_NOTE);
    }

    @Test
    void each_commit_that_clients_see_has_an_entry_and_a_version() throws Exception {
        var printed = changelog();

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out().replaceAll("\\([0-9a-f]+\\)", "(COMMIT)"))
                .isEqualTo(
                        """
                        # Changes of the API

                        The version is 2.0.0.

                        ## 2.0.0, 2026-02-05 (COMMIT)

                        ### Breaking

                        - `Order.note`: the field is removed.

                        ## 1.1.0, 2026-02-02 (COMMIT)

                        ### Safe

                        - `Order.note`: it is deprecated: "Use text.".
                        - `Order.text`: the field is new.
                        """);
    }

    @Test
    void commits_whose_schema_is_refused_are_named_and_left_out() throws Exception {
        assertThat(changelog().err())
                .matches(
                        "Left out, because this version of Sluice refuses the schema: [0-9a-f]+\\.\n");
    }

    @Test
    void changes_that_are_not_committed_come_first() throws Exception {
        Files.writeString(
                schema(), WITHOUT_NOTE.replace("  text: String\n", "  text: String\n  tag: ID\n"));

        assertThat(changelog("--from", "HEAD").out())
                .isEqualTo(
                        """
                        # Changes of the API

                        The version is 1.1.0.

                        ## 1.1.0, not committed

                        ### Safe

                        - `Order.tag`: the field is new.
                        """);
    }

    @Test
    void from_a_revision_its_schema_is_version_1() throws Exception {
        var json =
                new JsonMapper().readTree(changelog("--from", "first", "--format", "json").out());

        assertThat(json.path("version").asText()).isEqualTo("2.0.0");
        assertThat(json.path("entries").findValuesAsText("version"))
                .containsExactly("2.0.0", "1.1.0");
        assertThat(json.path("entries").path(0).path("date").asText()).isEqualTo("2026-02-05");
        assertThat(json.path("entries").path(0).path("changes").path(0).path("level").asText())
                .isEqualTo("BREAKING");
        assertThat(json.path("invalid")).hasSize(1);
    }

    @Test
    void an_unknown_revision_and_a_file_outside_of_git_are_refused() throws Exception {
        var unknown = changelog("--from", "nothing");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.err())
                .isEqualTo("nothing is no revision of git that leads to %s.\n".formatted(schema()));

        Files.move(directory.resolve(".git"), directory.resolve("git"));
        var outside = changelog();
        assertThat(outside.exitCode()).isEqualTo(3);
        assertThat(outside.err()).isEqualTo(schema() + " is in no repository of git.\n");
    }

    private Console changelog(String... options) {
        var words = new ArrayList<>(List.of("changelog", "--schema", schema().toString()));
        words.addAll(List.of(options));
        return Console.run(words.toArray(String[]::new));
    }

    private Path schema() {
        return directory.resolve("schema.graphqls");
    }

    private void commit(String text) throws Exception {
        Files.writeString(schema(), text);
        git("add", "schema.graphqls");
        git("commit", "-q", "-m", "Change the schema");
        day++;
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@b"));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(directory.toFile()).inheritIO();
        builder.environment().put("GIT_COMMITTER_DATE", "2026-02-0%dT12:00:00Z".formatted(day));
        assertThat(builder.start().waitFor()).isZero();
    }
}
