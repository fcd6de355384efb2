// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class QuantityTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /// A number before a plural. "3 of 4 items" is left out, because it counts all items.
    private static final Pattern COUNTED =
            Pattern.compile("(?<!of )%[,.0-9]*[df] (\\p{Lower}+ )?\\p{Lower}{3,}s\\b");

    @Test
    void one_thing_has_no_plural() {
        assertThat(
                        List.of(
                                Quantity.of(0, "item"),
                                Quantity.of(1, "item"),
                                Quantity.of(2500, "item")))
                .containsExactly("0 items", "1 item", "2,500 items");
    }

    @Test
    void no_message_writes_the_plural_of_a_number_that_can_be_one() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(QuantityTest::counted)
                            .toList();
            // Limits, and numbers that these messages report only above 1.
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            "TableSetting.java: %d tables",
                            "TableSetting.java: %d characters",
                            "Policies.java: %d managed policies",
                            "CapacityCommand.java: %d operations",
                            "ProjectNames.java: %d characters",
                            "RuntimeApi.java: %d bytes",
                            "StoreClient.java: %d seconds");
        }
    }

    private static Stream<String> counted(Path file) {
        try {
            return COUNTED.matcher(Files.readString(file))
                    .results()
                    .map(match -> file.getFileName() + ": " + match.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
