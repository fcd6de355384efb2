// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;

class KeptClassesTest {
    private static final Map<String, byte[]> CLASSES =
            Map.of("a.First", new byte[] {1, 2}, "a.Second", new byte[0]);

    @TempDir private Path directory;
    private Path file = Path.of("");
    private KeptClasses kept = new KeptClasses(file);

    @BeforeEach
    void file() {
        file = directory.resolve("state/classes");
        kept = new KeptClasses(file);
    }

    @Test
    void classes_are_kept_for_the_same_input_only() {
        assertThat(kept.of("x")).isNull();

        kept.keep("x", CLASSES);
        kept.keep("y", CLASSES);

        assertThat(kept.of("x")).isNull();
        assertThat(kept.of("y")).containsOnlyKeys(CLASSES.keySet());
        assertThat(kept.of("y")).containsEntry("a.First", new byte[] {1, 2});
    }

    @Test
    void a_file_that_was_cut_anywhere_counts_as_absent() throws IOException {
        kept.keep("x", CLASSES);
        var whole = Files.readAllBytes(file);

        for (var length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(kept.of("x")).as("%d bytes", length).isNull();
        }
    }

    @Test
    void a_file_with_a_wrong_byte_is_no_error() throws IOException {
        kept.keep("x", CLASSES);
        var whole = Files.readAllBytes(file);

        for (var at = 0; at < whole.length; at++) {
            var wrong = whole.clone();
            wrong[at] = -1;
            Files.write(file, wrong);
            assertThatCode(() -> kept.of("x")).as("byte %d", at).doesNotThrowAnyException();
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_no_error() throws IOException {
        Files.createFile(directory.resolve("state"));

        kept.keep("x", CLASSES);

        assertThat(kept.of("x")).isNull();
    }

    @Test
    void the_input_is_another_after_each_change() throws IOException {
        var jar = Files.writeString(directory.resolve("a.jar"), "1");
        var files = Map.of(Path.of("A.java"), "class A {}");
        var generated = Map.of("B.java", "class B {}");
        var first = CompilationInput.digest(jar.toString(), files, generated);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
        var second = CompilationInput.digest(jar.toString(), files, generated);

        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(CompilationInput.digest(jar.toString(), files, generated)).isEqualTo(second);
        assertThat(
                        CompilationInput.digest(
                                jar.toString(), Map.of(Path.of("A.java"), "class A{}"), generated))
                .isNotEqualTo(second);
        assertThat(CompilationInput.digest(jar.toString(), files, Map.of())).isNotEqualTo(second);
        assertThat(CompilationInput.digest(directory.toString(), files, generated)).isNull();
    }
}
