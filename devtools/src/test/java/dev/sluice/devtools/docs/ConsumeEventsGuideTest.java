// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

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
import java.util.concurrent.atomic.AtomicBoolean;

/// The consumer of `docs/how-to/consume-events.md` does what the page says, and is the one here.
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
    void an_event_whose_action_failed_can_be_done_at_once() {
        assertThatThrownBy(() -> once.run("e2", NOW, ConsumeEventsGuideTest::noMailServer))
                .hasMessage("no mail server");

        once.run("e2", NOW.plusSeconds(1), () -> mails.add("e2"));
        once.run("e2", NOW.plusSeconds(2), () -> mails.add("e2"));

        assertThat(mails).containsOnlyOnce("e2");
    }

    @Test
    void an_event_in_work_comes_again_and_is_done_by_another_if_the_first_one_ended() {
        // As the process is killed, nothing of the class runs after the action.
        assertThatThrownBy(() ->
                        once.run(
                                "e3",
                                NOW,
                                () -> {
                                    throw new OutOfMemoryError("killed");
                                }))
                .hasMessage("killed");

        assertThatThrownBy(() -> once.run("e3", NOW.plusSeconds(60), () -> mails.add("e3")))
                .hasMessage("another instance has the event e3");
        once.run("e3", NOW.plusSeconds(301), () -> mails.add("e3"));
        once.run("e3", NOW.plusSeconds(302), () -> mails.add("e3"));

        assertThat(mails).containsOnlyOnce("e3");
    }

    private static void noMailServer() {
        throw new IllegalStateException("no mail server");
    }

    @Test
    void what_fails_five_times_is_a_dead_letter_and_is_mailed_once_after_it_moved_back() {
        var isDown = new AtomicBoolean(true);
        var function =
                new TicketMails(
                        once,
                        mail -> {
                            if (isDown.get()) {
                                noMailServer();
                            }
                            mails.add(mail);
                        });
        var message = message("m1", "e4", "The lamp is broken");
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(failed(function, message)).containsExactly("m1");
        }

        isDown.set(false);
        assertThat(failed(function, message, message("m2", "e4", "The lamp is broken"))).isEmpty();
        assertThat(failed(function, message)).isEmpty();

        assertThat(mails).containsOnlyOnce("Opened: The lamp is broken");
    }

    @Test
    void a_message_that_is_no_event_fails_and_stops_no_other() {
        var function = new TicketMails(once, mails::add);
        var poison = new SQSMessage();
        poison.setMessageId("m3");
        poison.setBody("poison");

        assertThat(failed(function, poison, message("m4", "e5", "The door"))).containsExactly("m3");

        assertThat(mails).containsOnlyOnce("Opened: The door");
    }

    private static SQSMessage message(String id, String event, String title) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(
                """
                {"detail-type": "TicketOpened", "source": "desk", "detail": {"id": "%s", "data": {"title": "%s"}}}
                """
                        .formatted(event, title));
        return message;
    }

    private static List<String> failed(TicketMails function, SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(List.of(messages));
        return function.handleRequest(event, null).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void the_guide_shows_these_classes() throws IOException {
        assertThat(Files.readString(Path.of("../docs/how-to/consume-events.md")))
                .contains(source("OnceForEachEvent"))
                .contains(source("TicketMails"));
    }

    private static String source(String name) throws IOException {
        var text =
                Files.readString(
                        Path.of("src/test/java/dev/sluice/devtools/docs/%s.java".formatted(name)));
        return text.substring(text.indexOf("/// "));
    }
}
