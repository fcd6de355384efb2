// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Checks that every complete schema of a page of the documentation starts.
class DocumentedSchemasTest {
    private static final Pattern COMPLETE =
            Pattern.compile("^```graphql complete\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"reference/language.md", "how-to/model-your-data.md"})
    void each_complete_schema_of_the_page_starts(String page) {
        var schemas = schemas(Schemas.read(Path.of("..", "docs").resolve(page)));

        assertThat(schemas).isNotEmpty();
        assertThat(schemas).allSatisfy(Schemas::compile);
    }

    private static List<String> schemas(String page) {
        return COMPLETE.matcher(page).results().map(block -> block.group(1)).toList();
    }
}
