// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the documentation tells a reader to type gives what it says.
class DocumentationTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @CsvSource({
        "README.md, 8",
        "docs/tutorial/first-query.md, 6",
        "docs/how-to/your-own-api.md, 6"
    })
    void commands_give_the_answers_shown(String page, int commands, @TempDir Path directory)
            throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        try (var shell = new Shell(directory)) {
            var run = 0;
            for (var block : Block.of(Files.readString(PROJECT.resolve(page)))) {
                if (block.isFile()) {
                    Files.writeString(directory.resolve(block.file()), block.text());
                } else if (block.isCommand()) {
                    shell.run(block.text());
                    run++;
                } else if (block.isOutput()) {
                    assertThat(shell.printed()).anyMatch(block::admits);
                }
            }
            assertThat(run).isEqualTo(commands);
        }
    }

    @Test
    void links_lead_to_files() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> Files.notExists(page.resolveSibling(link)))
                    .forEach(link -> broken.add(PROJECT.relativize(page) + ": " + link));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void CI_runs_the_build_command_of_the_README() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("README.md")))
                .contains("\n" + lastLine(PROJECT.resolve(".ci/run")) + " ");
    }

    private static String lastLine(Path file) throws IOException {
        return Files.readAllLines(file).getLast();
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(PROJECT);
                var docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
