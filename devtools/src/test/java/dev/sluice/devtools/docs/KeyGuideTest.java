// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.embedded.EmbeddedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The page on changed keys works as written.
class KeyGuideTest {
    private static final Path PAGE = Path.of("../docs/how-to/change-a-key.md");
    private static final String STORE = "http://localhost:8000";

    @Test
    void every_step_gives_what_the_page_says(@TempDir Path directory) throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        try (var embedded = EmbeddedDynamoDb.start();
                var shell = new Shell(directory)) {
            var endpoint = new Endpoint(embedded.endpoint());
            try (var client = StoreClient.to(endpoint, Duration.ofMinutes(1))) {
                var tables = new TableSetup(client, endpoint, new TableNames(Map.of()), true);
                var run = 0;
                for (var block : Block.of(Files.readString(PAGE))) {
                    if (block.isFile()) {
                        Files.writeString(directory.resolve(block.file()), block.text());
                        var catalog = SchemaCompiler.compile(block.file(), block.text());
                        var created = tables.prepare(catalog.tables().values()).created();
                        if (created.contains("Orders")) {
                            fill(client);
                        }
                    } else if (block.isCommand()) {
                        shell.run(block.text().replace(STORE, embedded.endpoint().toString()));
                        run++;
                    } else if (block.isOutput()) {
                        assertThat(shell.printed()).anyMatch(block::admits);
                    }
                }
                assertThat(run).isEqualTo(4);
                assertThat(client.scan(r -> r.tableName("Orders")).items()).isEmpty();
                assertThat(client.scan(r -> r.tableName("Shop")).items()).hasSize(3);
            }
        }
    }

    private static void fill(DynamoDbClient client) {
        for (var id : List.of("o1", "o2", "o3")) {
            client.putItem(r ->
                    r.tableName("Orders")
                            .item(
                                    Map.of(
                                            "id",
                                            AttributeValue.fromS(id),
                                            "total",
                                            AttributeValue.fromN("7"))));
        }
    }
}
