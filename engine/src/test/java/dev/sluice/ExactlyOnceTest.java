// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A mutation with a `clientRequestToken` happens once, even if it is sent several times.
@Timeout(120)
class ExactlyOnceTest {
    private static final Who ANN = Who.user("ann");
    private static final String OPEN =
            """
            mutation($name: String!, $token: ID!) {
              openAgain(name: $name, clientRequestToken: $token) { id name version } }
            """;
    private static final String TAKE =
            """
            mutation($coins: Int!, $token: ID!) {
              take(id: "p1", coins: $coins, clientRequestToken: $token) { coins } }
            """;

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("writes.graphqls"));
        api.with("Purse", Map.of("id", "p1", "coins", 5));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer open(String name, String token) {
        return api.ask(ANN, OPEN, Map.of("name", name, "token", token));
    }

    private Answer take(int coins, String token) {
        return api.ask(ANN, TAKE, Map.of("coins", coins, "token", token));
    }

    private int coins() {
        return api.ask(ANN, "{ purse(id: \"p1\") { coins } }").data("/purse/coins").asInt();
    }

    private int accounts() {
        return api.dynamoDb().scan(scan -> scan.tableName(api.physicalName("Accounts"))).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void a_replay_gives_the_same_order_and_no_second_effect(String schema) {
        try (var shop = Shop.open(schema, "ann")) {
            var variables = Map.of("lines", Shop.lines(3), "token", "t1");
            var first = shop.ask(ANN, Shop.PLACE, variables);
            assertThat(first.errors()).isEmpty();
            var replay = shop.ask(ANN, Shop.PLACE, variables);
            assertThat(shop.wire().operations()).containsExactly("TransactWriteItems", "GetItem");
            assertThat(replay.data()).isEqualTo(first.data());

            shop.at(Api.NOW.plus(Duration.ofMinutes(11)));
            assertThat(shop.ask(ANN, Shop.PLACE, variables).data()).isEqualTo(first.data());
            assertThat(
                            shop.ask(
                                            ANN,
                                            "{ me { loyalty { points } orders { edges { node { id } } } } }")
                                    .data("/me")
                                    .toString())
                    .isEqualTo(
                            """
                            {"loyalty":{"points":29},"orders":{"edges":[{"node":{"id":"%s"}}]}}\
                            """
                                    .formatted(first.data("/placeOrder/id").asText()));
        }
    }

    @Test
    void a_replay_answers_the_item_as_it_is_now() {
        assertThat(take(2, "t1").data("/take/coins").asInt()).isEqualTo(3);
        api.ask(ANN, "mutation { fill(id: \"p1\", coins: 10) { coins } }");
        assertThat(take(2, "t1").data("/take/coins").asInt()).isEqualTo(13);
        assertThat(coins()).isEqualTo(13);
    }

    @Test
    void a_replay_that_overtakes_the_first_request_is_answered_like_it() throws Exception {
        var isHeld = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        var requests = new AtomicInteger();
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (requests.incrementAndGet() == 1) {
                        isHeld.countDown();
                        overtaken.await();
                    }
                    return next.forward(request.body());
                });
        var body = Map.of("query", OPEN, "variables", Map.of("name", "x", "token", "t1"));
        var first = CompletableFuture.supplyAsync(() -> api.send(ANN, body));
        isHeld.await();
        var second = api.send(ANN, body);
        overtaken.countDown();
        assertThat(second.errors()).isEmpty();
        assertThat(first.get().data()).isEqualTo(second.data());
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void a_replay_before_the_first_reply_is_answered_like_it() throws Exception {
        var isApplied = new CountDownLatch(1);
        var isAnswered = new CountDownLatch(1);
        var requests = new AtomicInteger();
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    var isFirst = requests.incrementAndGet() == 1;
                    var reply = next.forward(request.body());
                    if (isFirst) {
                        isApplied.countDown();
                        isAnswered.await();
                    }
                    return reply;
                });
        var body = Map.of("query", TAKE, "variables", Map.of("coins", 2, "token", "t1"));
        var first = CompletableFuture.supplyAsync(() -> api.send(ANN, body));
        isApplied.await();
        var second = api.send(ANN, body);
        isAnswered.countDown();
        assertThat(second.data("/take/coins").asInt()).isEqualTo(3);
        assertThat(first.get().data()).isEqualTo(second.data());
        assertThat(coins()).isEqualTo(3);
    }

    @Test
    void what_was_applied_and_never_answered_is_answered_by_a_replay() {
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    next.forward(request.body());
                    throw new IOException("the reply is lost");
                });
        var lost =
                api.send(
                        ANN, Map.of("query", TAKE, "variables", Map.of("coins", 2, "token", "t1")));
        assertThat(lost.errors()).containsExactly("/take UNAVAILABLE");
        assertThat(take(2, "t1").data("/take/coins").asInt()).isEqualTo(3);
        assertThat(coins()).isEqualTo(3);
    }

    @Test
    void the_same_token_with_other_arguments_is_a_mismatch() {
        take(2, "t1");
        assertThat(take(1, "t1").errors()).containsExactly("/take IDEMPOTENCY_MISMATCH");
        assertThat(coins()).isEqualTo(3);
    }

    @Test
    void arguments_spelled_otherwise_are_the_same() {
        var open =
                """
                mutation($input: OpenInput!) {
                  open(input: $input, owner: "ann", clientRequestToken: "t1") { id } }
                """;
        var support = Who.user("ann", "support");
        var first =
                api.send(
                        support,
                        Map.of(
                                "query",
                                open,
                                "variables",
                                Map.of("input", Map.of("name", "x", "limit", 1))));
        var second =
                api.ask(
                        support,
                        """
                        mutation { open(clientRequestToken: "t1", owner: "ann", input: {limit: 1, name: "x"}) { id } }
                        """);
        assertThat(first.errors()).isEmpty();
        assertThat(second.data()).isEqualTo(first.data());
    }

    @Test
    void an_item_that_was_deleted_since_is_gone() {
        var id = open("x", "t1").data("/openAgain/id").asText();
        var close =
                "mutation($id: ID!) { close(id: $id, version: 1, clientRequestToken: \"t2\") { name } }";
        var closed = api.ask(ANN, close, Map.of("id", id));
        assertThat(closed.data("/close/name").asText()).isEqualTo("x");
        assertThat(api.wire().operations()).containsExactly("BatchGetItem", "TransactWriteItems");
        assertThat(WritesTest.extensions(open("x", "t1")))
                .isEqualTo(
                        """
                        {"code":"GONE","applied":"yes","type":"Account"}\
                        """);
        assertThat(api.ask(ANN, close, Map.of("id", id)).errors()).containsExactly("/close GONE");
        assertThat(api.wire().operations()).containsExactly("BatchGetItem", "GetItem");
        assertThat(accounts()).isZero();
    }

    @Test
    void an_expired_record_counts_as_absent() {
        var first = open("x", "t1").data("/openAgain/id").asText();
        api.at(Api.NOW.plus(Duration.ofHours(24)).minusSeconds(1));
        assertThat(open("x", "t1").data("/openAgain/id").asText()).isEqualTo(first);
        api.at(Api.NOW.plus(Duration.ofHours(24)));
        assertThat(open("x", "t1").data("/openAgain/id").asText()).isNotEqualTo(first);
        assertThat(accounts()).isEqualTo(2);
    }

    @Test
    void the_token_of_another_caller_or_of_another_field_is_another() {
        var annes = open("x", "t1").data("/openAgain/id").asText();
        var bobs =
                api.ask(Who.user("bob"), OPEN, Map.of("name", "x", "token", "t1"))
                        .data("/openAgain/id")
                        .asText();
        assertThat(bobs).isNotEqualTo(annes).isNotEmpty();
        assertThat(take(1, "t1").data("/take/coins").asInt()).isEqualTo(4);
    }

    @Test
    void a_token_that_is_empty_or_too_long_is_refused_before_anything_is_sent() {
        for (var token : List.of("", "t".repeat(129))) {
            assertThat(take(1, token).codes()).containsExactly("BAD_USER_INPUT");
            assertThat(api.wire().calls()).isEmpty();
        }
        assertThat(take(1, "t".repeat(128)).errors()).isEmpty();
    }

    @Test
    void a_refused_mutation_may_be_sent_again_with_its_token() {
        assertThat(WritesTest.extensions(take(6, "t1")))
                .isEqualTo(
                        """
                        {"code":"TOO_FEW","applied":"no","write":0,"type":"Purse"}\
                        """);
        api.ask(ANN, "mutation { fill(id: \"p1\", coins: 1) { coins } }");
        assertThat(take(6, "t1").data("/take/coins").asInt(-1)).isZero();
        assertThat(take(6, "t1").data("/take/coins").asInt(-1)).isZero();
    }
}
