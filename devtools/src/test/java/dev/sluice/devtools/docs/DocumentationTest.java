// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The commands in the documentation print what it says.
class DocumentationTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

    @ParameterizedTest
    @CsvSource({
        "README.md, 8",
        "docs/tutorial/first-query.md, 6",
        "docs/how-to/your-own-api.md, 6",
        "docs/how-to/migrate-a-field.md, 9"
    })
    void commands_give_the_answers_shown(String page, int commands, @TempDir Path directory)
            throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        try (var shell = new Shell(directory)) {
            var run = 0;
            for (var block : Block.of(Files.readString(PROJECT.resolve(page)))) {
                if (block.isFile()) {
                    var file = directory.resolve(block.file());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, block.text());
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
    void links_lead_to_files_and_headings() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(prose(page))
                    .results()
                    .filter(link -> !leads(page, link.group(1), link.group(2)))
                    .forEach(link -> broken.add(PROJECT.relativize(page) + ": " + link.group()));
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

    private static boolean leads(Path page, String path, @Nullable String anchor) {
        var target = path.isEmpty() ? page : page.resolveSibling(path);
        return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
    }

    /// Returns the anchors that GitHub makes of the headings.
    private static List<String> anchors(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static String prose(Path page) {
        try {
            return CODE.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        try (var top = Files.list(PROJECT)) {
            top.filter(DocumentationTest::isPage).forEach(pages::add);
        }
        for (var directory : List.of("docs", "benchmarks", ".github")) {
            try (var files = Files.walk(PROJECT.resolve(directory))) {
                files.filter(DocumentationTest::isPage).forEach(pages::add);
            }
        }
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }
}
