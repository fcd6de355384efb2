// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

class EditorFilesTest {
    private static final String SCHEMA =
            """
            type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
            }
            type Query {
              note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            """;
    private static final String LISTED =
            SCHEMA.replace(
                    "type Query {",
                    """
                    type Query {
                      notes(of: ID!, first: Int! = 5, after: String): NoteConnection!
                        @query(keyCondition: "id = $of", maxItems: 5) @auth(rules: [{public: true}])
                    """);

    @TempDir private Path directory;

    @Test
    void the_files_follow_the_schema_and_the_version() throws IOException {
        write(SCHEMA);
        assertThat(additions()).contains("directive @table(").doesNotContain("NoteConnection");

        write(LISTED);
        assertThat(additions()).contains("type NoteConnection");
        assertThat(directory.resolve("state/api.graphqls"))
                .content()
                .contains("notes(of: ID!")
                .doesNotContain("@table");

        Files.writeString(directory.resolve("state/additions.graphqls"), "# of another version");
        write(LISTED);
        assertThat(additions()).contains("directive @table(");
    }

    @Test
    void files_that_are_current_are_not_touched() throws IOException {
        write(SCHEMA);
        var old = FileTime.fromMillis(0);
        var file = directory.resolve("state/additions.graphqls");
        Files.setLastModifiedTime(file, old);

        write(SCHEMA);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    }

    @Test
    void another_schema_than_the_projects_leaves_no_files() {
        new EditorFiles(null).write(SCHEMA, SchemaCompiler.compile("s", SCHEMA));

        assertThat(directory).isEmptyDirectory();
    }

    private void write(String schema) {
        new EditorFiles(directory.resolve("state"))
                .write(schema, SchemaCompiler.compile("s", schema));
    }

    private String additions() throws IOException {
        return Files.readString(directory.resolve("state/additions.graphqls"));
    }
}
