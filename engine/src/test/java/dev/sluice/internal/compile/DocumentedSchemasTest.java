// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Checks that every complete schema of the documentation starts.
class DocumentedSchemasTest {
    private static final Pattern COMPLETE =
            Pattern.compile("^```graphql complete\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("pages")
    void each_complete_schema_of_the_page_starts(Path page) {
        assertThat(schemas(page)).allSatisfy(Schemas::compile);
    }

    static List<Path> pages() throws IOException {
        try (var files = Files.walk(Path.of("..", "docs"))) {
            var pages =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .filter(page -> !schemas(page).isEmpty())
                            .toList();
            assertThat(pages).hasSizeGreaterThan(5);
            return pages;
        }
    }

    private static List<String> schemas(Path page) {
        return COMPLETE.matcher(Schemas.read(page)).results().map(block -> block.group(1)).toList();
    }
}
