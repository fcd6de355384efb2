// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FailuresPageTest {
    private static final Path PAGE = Path.of("../docs/reference/failures.md");
    private static final Path MADE = Path.of("target/failures.md");

    @Test
    void the_page_is_what_the_table_says() throws IOException {
        var page = new FailuresPage(FailureTable.read());
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, page.text());

        assertThat(page.withoutSection()).isEmpty();
        assertThat(Files.readString(PAGE))
                .as("Copy devtools/%s to docs/reference/failures.md", MADE)
                .isEqualTo(page.text());
    }
}
