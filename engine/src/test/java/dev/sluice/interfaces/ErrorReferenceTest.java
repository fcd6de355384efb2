// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.ErrorCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// docs/reference/errors.md says what the code says.
class ErrorReferenceTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `([A-Z_]+)` \\| (\\d{3}) \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    void every_code_has_one_row_with_its_status() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        for (ErrorCode code : ErrorCode.values()) {
            expected.put(code.name(), code.status());
        }

        Map<String, Integer> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(reference()));
        while (row.find()) {
            assertThat(documented.put(row.group(1), Integer.valueOf(row.group(2)))).isNull();
        }

        assertThat(documented).isEqualTo(expected);
    }

    /// The working directory is the module or the repository.
    private static Path reference() {
        Path module = Path.of("../docs/reference/errors.md");
        return Files.exists(module) ? module : Path.of("docs/reference/errors.md");
    }
}
