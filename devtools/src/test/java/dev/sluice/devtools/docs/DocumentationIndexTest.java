// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A reader finds every page from the index of the documentation, by links to pages.
class DocumentationIndexTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path INDEX = DOCS.resolve("README.md");
    private static final Pattern PAGE_LINK = Pattern.compile("]\\(([^)\\s#:]+\\.md)(?:#[^)]*)?\\)");

    @Test
    void links_lead_from_the_index_to_each_page() throws IOException {
        var reached = new TreeSet<Path>();
        var next = new ArrayDeque<>(List.of(INDEX));
        while (!next.isEmpty()) {
            var page = next.remove();
            if (reached.add(page)) {
                next.addAll(linked(page));
            }
        }
        assertThat(pages()).hasSizeGreaterThan(100).isSubsetOf(reached);
    }

    @Test
    void the_index_names_each_page_that_is_no_part_of_another() throws IOException {
        var parts = Set.of("decisions", "errors", "language", "runbook");
        assertThat(linked(INDEX))
                .doesNotHaveDuplicates()
                .containsAll(
                        pages().stream()
                                .filter(page -> !page.equals(INDEX))
                                .filter(page -> !parts.contains(folder(page)))
                                .toList());
    }

    private static String folder(Path page) {
        return page.getName(page.getNameCount() - 2).toString();
    }

    private static List<Path> linked(Path page) {
        try {
            return PAGE_LINK
                    .matcher(Files.readString(page))
                    .results()
                    .map(link -> page.resolveSibling(link.group(1)).normalize())
                    .filter(target -> target.startsWith(DOCS))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
