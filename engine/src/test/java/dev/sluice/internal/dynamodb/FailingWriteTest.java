// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.Outcomes.applied;
import static dev.sluice.internal.dynamodb.Outcomes.refusal;
import static dev.sluice.internal.dynamodb.Outcomes.refused;
import static dev.sluice.internal.dynamodb.WriteFixture.put;
import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.testing.WireProxy;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// Cuts connections, and injects errors, between the engine and DynamoDB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingWriteTest {

    private final TestStore store = new TestStore();
    private final List<WireProxy.Request> arrived = new CopyOnWriteArrayList<>();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void a_single_write_whose_reply_is_lost_is_not_sent_again() {
        counter("lost-reply");
        var requestStore =
                requestStore((request, next) -> {
                    next.forward(request.body());
                    throw new IOException("cut before the reply");
                });

        assertThat(refusal(requestStore, false, increment("lost-reply")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(arrived).hasSize(1);
        assertThat(count("lost-reply")).isEqualTo(1);
    }

    @Test
    void a_single_write_that_was_sent_on_a_cut_connection_is_not_sent_again() {
        counter("cut");
        var requestStore =
                requestStore((_, _) -> {
                    throw new IOException("cut after the request");
                });

        assertThat(refusal(requestStore, false, increment("cut")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(arrived).hasSize(1);
        assertThat(count("cut")).isZero();
    }

    @Test
    void a_single_write_is_not_sent_again_after_an_error_of_the_server() {
        counter("error");
        var requestStore = requestStore((_, _) -> Reply.error(500, "InternalServerError"));

        assertThat(refusal(requestStore, false, increment("error")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(arrived).hasSize(1);
        assertThat(requestStore.consumption().requests()).isEqualTo(1);
    }

    @Test
    void a_single_write_is_not_sent_again_after_an_answer_without_a_code() {
        counter("no-code");
        var requestStore = requestStore((_, _) -> new Reply(503, TextNode.valueOf("<html>")));

        assertThat(refusal(requestStore, false, increment("no-code")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void a_write_without_a_connection_is_tried_three_times() {
        var dead = new TestStore();
        var requestStore = dead.requestStore();
        dead.wire.close();

        assertThat(refusal(requestStore, false, increment("dead")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
    }

    @Test
    void a_throttled_single_write_is_sent_three_times() {
        counter("throttled");
        var requestStore =
                requestStore((_, _) -> Reply.error(400, "ProvisionedThroughputExceededException"));

        assertThat(refusal(requestStore, false, increment("throttled")).code())
                .isEqualTo(ErrorCode.THROTTLED);
        assertThat(arrived).hasSize(3);
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
    }

    @Test
    void a_single_write_that_meets_a_transaction_is_sent_until_it_is_applied() {
        counter("met");
        var requestStore =
                requestStore((request, next) ->
                        arrived.size() < 4
                                ? Reply.error(400, "TransactionConflictException")
                                : next.forward(request.body()));

        applied(Outcomes.of(requestStore, false, increment("met")));
        assertThat(arrived).hasSize(4);
        assertThat(count("met")).isEqualTo(1);
    }

    @Test
    void a_transaction_whose_reply_is_lost_is_sent_again_and_succeeds_once() {
        counter("a");
        counter("b");
        var requestStore =
                requestStore((request, next) -> {
                    var reply = next.forward(request.body());
                    if (arrived.size() == 1) {
                        throw new IOException("cut before the reply");
                    }
                    return reply;
                });

        applied(Outcomes.of(requestStore, false, increment("a"), increment("b")));
        assertThat(arrived).hasSize(2);
        assertThat(arrived.getFirst().body()).isEqualTo(arrived.getLast().body());
        assertThat(count("a")).isEqualTo(1);
        assertThat(count("b")).isEqualTo(1);
        assertThat(requestStore.consumption().requests()).isEqualTo(2);
        assertThat(requestStore.consumption().readUnits()).isPositive();
    }

    @Test
    void a_put_in_a_transaction_whose_reply_is_lost_is_not_refused_by_itself() {
        var requestStore =
                requestStore((request, next) -> {
                    var reply = next.forward(request.body());
                    if (arrived.size() == 1) {
                        throw new IOException("cut before the reply");
                    }
                    return reply;
                });
        var items =
                applied(
                        Outcomes.of(
                                requestStore,
                                true,
                                put(Shop.ORDER, "customerId = 'ann', lines = $lines, total = 1")
                                        .with("lines", List.of())));

        var made = Objects.requireNonNull(items.getFirst().item());
        assertThat(arrived).hasSize(2);
        assertThat(Objects.requireNonNull(store.read(made.key(true))).value("id"))
                .isEqualTo(made.value("id"));
    }

    @Test
    void a_transaction_cut_before_it_arrives_is_sent_again() {
        counter("c");
        counter("d");
        var requestStore =
                requestStore((request, next) -> {
                    if (arrived.size() == 1) {
                        throw new IOException("cut after the request");
                    }
                    return next.forward(request.body());
                });

        applied(Outcomes.of(requestStore, false, increment("c"), increment("d")));
        assertThat(arrived).hasSize(2);
        assertThat(count("c")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void a_transaction_that_was_cancelled_for_others_is_sent_again(String reason) {
        counter(reason + 1);
        counter(reason + 2);
        var requestStore =
                requestStore((request, next) ->
                        arrived.size() < 3
                                ? Reply.cancelled("None", reason)
                                : next.forward(request.body()));

        applied(Outcomes.of(requestStore, false, increment(reason + 1), increment(reason + 2)));
        assertThat(arrived).hasSize(3);
        assertThat(count(reason + 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TransactionConflict,6,0", "ThrottlingError,3,3"})
    void a_transaction_that_is_cancelled_again_and_again_is_throttled(
            String reason, int attempts, int throttles) {
        var requestStore = requestStore((_, _) -> Reply.cancelled(reason, "None"));

        assertThat(refusal(requestStore, false, increment("x"), increment("y")).code())
                .isEqualTo(ErrorCode.THROTTLED);
        assertThat(arrived).hasSize(attempts);
        assertThat(requestStore.consumption().requests()).isEqualTo(attempts);
        assertThat(requestStore.consumption().throttles()).isEqualTo(throttles);
    }

    @Test
    void a_conflict_with_the_same_request_in_flight_is_waited_for() {
        var requestStore =
                requestStore((_, _) ->
                        arrived.size() < 9
                                ? Reply.cancelled("ConditionalCheckFailed", "TransactionConflict")
                                : Reply.cancelled("None", "ConditionalCheckFailed"));

        assertThat(refused(Outcomes.of(requestStore, true, increment("w"), increment("z"))))
                .extracting(WriteOutcome.RefusedWrite::place)
                .containsExactly(1);
        assertThat(arrived).hasSize(9);
    }

    @Test
    void a_conflict_that_lasts_is_throttled_before_the_deadline() {
        arrived.clear();
        var requestStore = store.requestStore(Map.of(), Duration.ofSeconds(2));
        store.wire.hook((request, _) -> {
            arrived.add(request);
            return Reply.cancelled("TransactionConflict", "None");
        });

        assertThat(refusal(requestStore, true, increment("w"), increment("z")).code())
                .isEqualTo(ErrorCode.THROTTLED);
        assertThat(arrived).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ItemCollectionSizeLimitExceeded, BAD_USER_INPUT",
        "ValidationError, INTERNAL",
        "SomethingNew, INTERNAL"
    })
    void another_reason_is_reported_at_once(String reason, ErrorCode code) {
        var requestStore = requestStore((_, _) -> Reply.cancelled(reason, "None"));

        assertThat(refusal(requestStore, false, increment("w"), increment("z")).code())
                .isEqualTo(code);
        assertThat(arrived).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void with_less_than_300_milliseconds_left_nothing_is_sent(boolean exactlyOnce) {
        var requestStore = store.requestStore(Map.of(), Duration.ofMillis(290));

        assertThat(refusal(requestStore, exactlyOnce, increment("late")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(store.wire.calls()).isEmpty();
        assertThat(requestStore.consumption().requests()).isZero();
    }

    private RequestStore requestStore(WireProxy.Hook hook) {
        var requestStore = store.requestStore();
        arrived.clear();
        store.wire.hook((request, next) -> {
            arrived.add(request);
            return hook.handle(request, next);
        });
        return requestStore;
    }

    private void counter(String id) {
        store.put(Shop.PRODUCT, Map.of("id", id, "name", id, "stock", 0));
    }

    private static WriteFixture increment(String id) {
        return update(Shop.PRODUCT, "ADD stock 1").at(id, null);
    }

    private int count(String id) {
        var item = store.read(TestStore.product(id, true));
        return (Integer) Objects.requireNonNull(Objects.requireNonNull(item).value("stock"));
    }
}
