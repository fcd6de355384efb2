// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.adopt.DumpedTable;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/// The page on tables of other applications works as written.
class AdoptGuideTest {
    private static final Path PAGE = Path.of("../docs/how-to/adopt-a-table.md");
    private static final int ATTEMPTS = 5;
    private static final String STORE = "http://localhost:8000";

    @Test
    void every_step_gives_what_the_page_says(@TempDir Path directory) throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        try (var embedded = SharedDynamoDb.open();
                var shell = new Shell(directory)) {
            DumpedTable.read("payments.json").load(embedded.client());
            var run = 0;
            for (var block : Block.of(Files.readString(PAGE))) {
                if (block.isCommand()) {
                    run(shell, block.text().replace(STORE, embedded.endpoint().toString()));
                    run++;
                } else if (block.text().startsWith("# ?")) {
                    assertThat(directory.resolve("payments.graphqls"))
                            .content()
                            .contains(block.text().strip());
                } else if (block.isOutput()) {
                    assertThat(shell.printed()).anyMatch(block::admits);
                }
            }
            assertThat(run).isEqualTo(5);
        }
    }

    /// Repeats a request that a cold server did not answer in time, on a busy machine.
    private static void run(Shell shell, String command) throws Exception {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            shell.run(command);
            if (shell.printed().stream().noneMatch(line -> line.contains("DEADLINE_EXCEEDED"))) {
                return;
            }
        }
    }
}
