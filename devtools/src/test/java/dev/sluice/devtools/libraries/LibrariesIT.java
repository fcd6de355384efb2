// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The audit of the artifact that this build has made.
class LibrariesIT {
    private static final Path PINS = Path.of("../function/libraries.txt");
    private static final Path PAGE = Path.of("../docs/reference/libraries.md");
    private static final Path NEW_PINS = Path.of("target/libraries.txt");
    private static final Path NEW_PAGE = Path.of("target/libraries.md");

    private final Zip zip = Zip.read(Path.of("../function/target/function.zip"));
    private final Advisories advisories = Advisories.read(Path.of("../.ci/advisories.json"));
    private final LibraryAudit audit =
            new LibraryAudit(
                    zip,
                    Pin.read(PINS),
                    Resolved.read(Path.of("../function/target/libraries.txt")),
                    advisories);

    LibrariesIT() throws IOException {}

    @Test
    void each_jar_is_pinned_has_a_licence_of_the_table_and_no_advisory() throws IOException {
        Files.write(NEW_PINS, audit.newPins());

        assertThat(audit.problems())
                .as("Review devtools/%s, and then copy it to function/libraries.txt", NEW_PINS)
                .isEmpty();
        assertThat(audit.pins()).hasSizeGreaterThan(50);
    }

    @Test
    void the_page_lists_the_artifact() throws IOException {
        var page = new LibrariesPage(zip, audit.pins(), advisories).text();
        Files.writeString(NEW_PAGE, page);

        assertThat(Files.readString(PAGE))
                .as("Copy devtools/%s to docs/reference/libraries.md", NEW_PAGE)
                .isEqualTo(page);
    }
}
