// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.TrustedDocument;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ManifestCommandTest {
    @TempDir Path directory;
    private Path schema = Path.of("");

    @BeforeEach
    void write() throws IOException {
        schema = Files.writeString(directory.resolve("api.graphqls"), Schemas.STATIONS);
    }

    @Test
    void it_has_the_operations_of_the_directory() throws IOException {
        operation("a.graphql", "query A { station(id: \"s1\") { name } }");

        var run = run(directory);

        assertThat(run.exitCode()).isZero();
        assertThat(OperationManifest.read("", run.out()))
                .containsExactly(
                        TrustedDocument.of(
                                "A",
                                "query",
                                "query A {\n  station(id: \"s1\") {\n    name\n    __typename\n  }\n}"));
    }

    @Test
    void another_schema_than_the_projects_has_no_operations_of_its_own() {
        var run = Console.run("manifest", "--schema", schema.toString());

        assertThat(OperationManifest.read("", run.out())).isEmpty();
    }

    @Test
    void a_fault_leaves_no_answer() throws IOException {
        operation("a.graphql", "query A { nope }");

        var run = run(directory);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(directory + "/a.graphql:1:11 ").contains(". Fix: ");
    }

    @Test
    void what_cannot_be_read_is_one_line() throws IOException {
        var none = directory.resolve("none");
        assertThat(run(none))
                .isEqualTo(
                        new Console(3, "", "The directory %s cannot be read.\n".formatted(none)));

        Files.write(directory.resolve("a.graphql"), new byte[] {(byte) 0xff});
        assertThat(run(directory))
                .isEqualTo(
                        new Console(
                                1, "", "A file of %s is not UTF-8 text.\n".formatted(directory)));
    }

    private void operation(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Console run(Path operations) {
        return Console.run(
                "manifest", "--schema", schema.toString(), "--operations", operations.toString());
    }
}
