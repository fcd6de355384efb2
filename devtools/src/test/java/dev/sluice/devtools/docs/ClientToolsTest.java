// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.serving.ClientPrograms;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

/// The page about client tools works as written, with the operations of the shop.
class ClientToolsTest {
    private static final Path PAGE = Path.of("../docs/how-to/client-tools.md");

    @Test
    void every_tool_accepts_what_the_command_prints_and_what_the_page_shows() throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        var directory = ClientPrograms.emptyDirectory("tools").toAbsolutePath();
        try (var shell = new Shell(directory)) {
            var source = Files.createDirectory(directory.resolve("src"));
            try (var operations = Files.list(Schemas.SHOP_OPERATIONS)) {
                for (var file : operations.toList()) {
                    Files.copy(file, source.resolve(file.getFileName()));
                }
            }
            var run = 0;
            for (var block : Block.of(Files.readString(PAGE))) {
                if (block.isFile()) {
                    Files.writeString(directory.resolve(block.file()), block.text());
                } else if (block.language().equals("sh")) {
                    shell.runToSuccess(block.text());
                    run++;
                }
            }
            assertThat(run).isEqualTo(7);
        }
        assertThat(directory.resolve("src/api.ts")).content().contains("export type MyShopQuery ");
        assertThat(directory.resolve("src/graphql-env.d.ts")).content().contains("'Order'");
    }
}
