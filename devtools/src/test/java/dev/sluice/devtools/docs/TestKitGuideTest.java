// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page on tests shows the test that new projects have, which `NewProjectIT` runs.
class TestKitGuideTest {
    private static final Path PAGE = Path.of("../docs/how-to/test-your-api.md");
    private static final Path STARTER =
            Path.of("src/main/resources/dev/sluice/devtools/starter/empty/function/src/test/java");
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    @Test
    void the_example_is_the_test_of_a_new_project() throws IOException {
        var blocks = Block.of(Files.readString(PAGE)).stream().filter(Block::isFile).toList();

        assertThat(blocks)
                .singleElement()
                .satisfies(example ->
                        assertThat(example.text()).isEqualTo(ofNewProject(example.file())));
    }

    private static String ofNewProject(String file) throws IOException {
        return Files.readString(STARTER.resolve("dev/sluice/function").resolve(file))
                .replace(LICENCE, "")
                .replace("dev.sluice.function", "myapi");
    }
}
