// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.embedded.EmbeddedDynamoDb;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.Table;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The consumer of `docs/how-to/consume-events.md` does what the page says, and is the one below.
@TestInstance(Lifecycle.PER_CLASS)
class ConsumeEventsGuideTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final EmbeddedDynamoDb embedded = EmbeddedDynamoDb.start();
    private final DynamoDbClient client =
            StoreClient.to(new Endpoint(embedded.endpoint()), Duration.ofMinutes(1));
    private final OnceForEachEvent once = new OnceForEachEvent(client, "SeenEvents");
    private final List<String> mails = new ArrayList<>();

    ConsumeEventsGuideTest() throws IOException {
        var id = new KeySchema(new KeyAttribute("id", StoredAs.S), null);
        var table = new Table("SeenEvents", id, "until", List.of());
        client.createTable(TableDefinitions.of(table, table.name()));
    }

    @AfterAll
    void close() {
        client.close();
        embedded.close();
    }

    @Test
    void an_event_that_comes_three_times_is_one_mail() {
        for (int i = 0; i < 3; i++) {
            once.run("e1", NOW, () -> mails.add("e1"));
        }

        assertThat(mails).containsExactly("e1");
    }

    @Test
    void an_event_in_work_comes_again_and_is_done_by_another_if_the_first_one_ended() {
        assertThatThrownBy(() ->
                        once.run(
                                "e2",
                                NOW,
                                () -> {
                                    throw new IllegalArgumentException("no mail server");
                                }))
                .hasMessage("no mail server");

        assertThatThrownBy(() -> once.run("e2", NOW.plusSeconds(60), () -> mails.add("e2")))
                .hasMessage("another instance has the event e2");
        once.run("e2", NOW.plusSeconds(301), () -> mails.add("e2"));
        once.run("e2", NOW.plusSeconds(302), () -> mails.add("e2"));

        assertThat(mails).containsOnlyOnce("e2");
    }

    @Test
    void the_guide_shows_this_class() throws IOException {
        var text =
                Files.readString(
                        Path.of("src/test/java/dev/sluice/devtools/docs/OnceForEachEvent.java"));

        assertThat(Files.readString(Path.of("../docs/how-to/consume-events.md")))
                .contains(text.substring(text.indexOf("/// Runs")));
    }
}
