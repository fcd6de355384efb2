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

/// docs/reference/configuration.md lists exactly the variables that are read.
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/configuration.md");

    @Test
    void every_variable_has_its_row_and_no_other_has() throws IOException {
        var rows = Setting.variables().stream().map(ConfigurationReferenceTest::row).toList();

        assertThat(Files.readAllLines(REFERENCE))
                .filteredOn(line -> line.startsWith("| `SLUICE_"))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void the_variables_that_are_read_are_those_that_are_listed() {
        var environment = new Recording();
        Settings.from(environment);

        assertThat(environment.asked)
                .containsExactlyInAnyOrderElementsOf(
                        Setting.variables().stream().map(Setting.Variable::name).toList());
    }

    private static String row(Setting.Variable variable) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        variable.name(),
                        variable.meaning(),
                        variable.form(),
                        variable.standard(),
                        variable.range())
                .replace("|  |", "| |");
    }

    /// Remembers the keys that are read.
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
