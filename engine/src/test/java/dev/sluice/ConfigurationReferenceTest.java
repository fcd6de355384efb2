// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// docs/reference/configuration.md says what is read.
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/configuration.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(SLUICE_[A-Z_]+)` (\\|[^|]*){4}\\|$");

    @Test
    void every_variable_that_is_read_has_one_row_and_no_other_has() throws IOException {
        var environment = new Recording();
        Settings.from(environment);

        var documented =
                ROW.matcher(Files.readString(REFERENCE))
                        .results()
                        .map(row -> row.group(1))
                        .collect(Collectors.toList());

        assertThat(documented).containsExactlyInAnyOrderElementsOf(environment.asked);
    }

    /// Remembers what it is asked for.
    private static final class Recording extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;
        private final transient TreeSet<String> asked = new TreeSet<>();

        Recording() {
            super(Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA=="));
        }

        @Override
        public @Nullable String get(@Nullable Object variable) {
            asked.add(String.valueOf(variable));
            return super.get(variable);
        }
    }
}
