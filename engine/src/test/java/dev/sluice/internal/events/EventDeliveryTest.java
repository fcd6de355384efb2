// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.testing.FakeAws;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The consumer of the outbox, as Lambda calls it, in front of EventBridge and SQS.
class EventDeliveryTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final FakeAws aws = new FakeAws();
    private final EventConsumer consumer = TestConsumers.of(aws);

    EventDeliveryTest() throws IOException {}

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String event(String id) {
        return """
        {"specversion":"1.0","id":"%s","source":"shop","type":"OrderPlaced","time":"2026-11-20T12:00:00.000Z"}\
        """
                .formatted(id);
    }

    /// @param events keys and events by turns
    private List<String> consumed(Instant since, String... events) throws IOException {
        var batch = JSON.createObjectNode();
        var records = batch.putArray("Records");
        for (int i = 0; i < events.length; i += 2) {
            var change =
                    records.addObject().put("eventSource", "aws:dynamodb").putObject("dynamodb");
            change.put("SequenceNumber", "s" + i / 2)
                    .put("ApproximateCreationDateTime", since.getEpochSecond());
            change.withObject("/Keys/key").put("S", events[i]);
            change.withObject("/NewImage/event").put("S", events[i + 1]);
        }
        return consumed(batch);
    }

    private List<String> consumed(JsonNode batch) throws IOException {
        var answer = new ByteArrayOutputStream();
        consumer.consume(new ByteArrayInputStream(JSON.writeValueAsBytes(batch)), answer);
        return JSON.readTree(answer.toByteArray())
                .required("batchItemFailures")
                .findValuesAsText("itemIdentifier");
    }

    private List<String> consumed(String... events) throws IOException {
        return consumed(Instant.now(), events);
    }

    @Test
    void events_of_many_keys_are_sent_together_and_those_of_one_key_one_after_the_other()
            throws IOException {
        var requests = new ArrayList<Integer>();
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public String ofRequest(List<String> events) {
                        requests.add(events.size());
                        return "";
                    }
                });
        var events = new ArrayList<String>();
        IntStream.range(0, 12).forEach(i -> events.addAll(List.of("k" + i, event("e" + i))));
        events.addAll(List.of("k11", event("e12")));

        assertThat(consumed(events.toArray(String[]::new))).isEmpty();

        assertThat(requests).containsExactly(10, 2, 1);
        assertThat(aws.events())
                .containsExactlyElementsOf(
                        IntStream.range(0, 13).mapToObj(i -> event("e" + i)).toList());
    }

    @Test
    void a_poison_event_goes_to_the_dead_letters_and_its_neighbours_are_delivered()
            throws IOException {
        refuse("poison", "MalformedDetail");

        assertThat(
                        consumed(
                                "a",
                                event("1"),
                                "a",
                                event("poison"),
                                "b",
                                "no event",
                                "a",
                                event("2")))
                .isEmpty();

        assertThat(aws.events()).containsExactly(event("1"), event("2"));
        assertThat(aws.messages()).containsExactly(event("poison"), "no event");
    }

    @Test
    void one_event_that_makes_a_whole_request_invalid_is_found() throws IOException {
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public String ofRequest(List<String> events) {
                        return events.contains(event("poison")) ? "ValidationException" : "";
                    }
                });

        assertThat(consumed("a", event("1"), "b", event("poison"), "c", event("2"))).isEmpty();

        assertThat(aws.events()).containsExactly(event("1"), event("2"));
        assertThat(aws.messages()).containsExactly(event("poison"));
    }

    @Test
    void what_fails_once_is_sent_again_and_nothing_overtakes_it() throws IOException {
        var failures = new AtomicInteger(2);
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public String ofEntry(String event) {
                        return event.equals(event("1")) && failures.getAndDecrement() > 0
                                ? "InternalFailure"
                                : "";
                    }
                });

        assertThat(consumed("a", event("1"), "b", event("2"), "a", event("3"))).isEmpty();

        assertThat(aws.events()).containsExactly(event("2"), event("1"), event("3"));
    }

    @Test
    void what_keeps_failing_is_left_to_lambda_with_everything_behind_it() throws IOException {
        refuse("2", "ThrottlingException");

        assertThat(consumed("a", event("1"), "b", event("2"), "b", event("3"), "c", event("4")))
                .containsExactly("s1", "s2", "s3");

        assertThat(aws.events()).containsExactly(event("1"));
        assertThat(aws.messages()).isEmpty();
    }

    @Test
    void missing_permissions_are_no_fault_of_the_event() throws IOException {
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public String ofRequest(List<String> events) {
                        return "AccessDeniedException";
                    }
                });

        assertThat(consumed("a", event("1"))).containsExactly("s0");
        assertThat(aws.messages()).isEmpty();
    }

    @Test
    void an_event_that_fails_for_hours_is_a_dead_letter() throws IOException {
        refuse("1", "InternalFailure");

        assertThat(
                        consumed(
                                Instant.now().minus(Duration.ofHours(7)),
                                "a",
                                event("1"),
                                "a",
                                event("2")))
                .isEmpty();

        assertThat(aws.messages()).containsExactly(event("1"));
        assertThat(aws.events()).containsExactly(event("2"));
    }

    @Test
    void an_event_that_no_dead_letter_queue_takes_is_left_to_lambda() throws IOException {
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public boolean isQueueDown() {
                        return true;
                    }
                });

        assertThat(consumed("a", "no event", "a", event("2"))).containsExactly("s0", "s1");
        assertThat(aws.events()).isEmpty();
    }

    @Test
    void dead_letters_are_delivered_from_their_queue_and_stay_there_if_they_are_refused_again()
            throws IOException {
        refuse("poison", "MalformedDetail");
        var batch = JSON.createObjectNode();
        var records = batch.putArray("Records");
        for (var id : List.of("2", "poison", "1")) {
            var message =
                    records.addObject().put("eventSource", "aws:sqs").put("messageId", "m" + id);
            message.put("body", event(id));
            message.putObject("attributes").put("SentTimestamp", id.equals("1") ? "5" : "6");
        }

        assertThat(consumed(batch)).containsExactly("mpoison");

        assertThat(aws.events()).containsExactly(event("1"), event("2"));
        assertThat(aws.messages()).isEmpty();
    }

    @Test
    void a_removal_by_its_ttl_is_no_event() throws IOException {
        var batch = JSON.createObjectNode();
        batch.putArray("Records")
                .addObject()
                .put("eventSource", "aws:dynamodb")
                .putObject("dynamodb")
                .put("SequenceNumber", "1");

        assertThat(consumed(batch)).isEmpty();
        assertThat(aws.events()).isEmpty();
    }

    private void refuse(String id, String code) {
        aws.fails(
                new FakeAws.Faults() {
                    @Override
                    public String ofEntry(String event) {
                        return event.equals(event(id)) ? code : "";
                    }
                });
    }
}
