// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// The mutations of one document run one after the other; if one fails, the others still run.
class SerialMutationsTest {
    private static final Who ANN = Who.user("ann");

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("writes.graphqls"));
        api.with("Account", Map.of("id", "a1", "owner", "ann", "name", "old", "version", 3));
        api.with("Account", Map.of("id", "a2", "owner", "ann", "name", "other", "version", 7));
        api.with("Purse", Map.of("id", "p1", "coins", 5));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void the_second_of_three_fails_at_its_path_and_the_others_are_applied_and_answered() {
        var answer =
                api.ask(
                        ANN,
                        """
                        mutation {
                          a: fill(id: "p1", coins: 1) { coins }
                          b: take(id: "p1", coins: 99, clientRequestToken: "t") { coins }
                          c: fill(id: "p1", coins: 2) { coins } }
                        """);
        assertThat(answer.errors()).containsExactly("/b TOO_FEW");
        assertThat(answer.data().toString())
                .isEqualTo(
                        """
                        {"a":{"coins":6},"b":null,"c":{"coins":8}}\
                        """);
    }

    @Test
    void a_field_that_cannot_be_null_takes_the_data_with_it_but_not_what_was_written() {
        var answer =
                api.ask(
                        ANN,
                        """
                        mutation {
                          a: fill(id: "p1", coins: 1) { coins }
                          b: spend(id: "p1", coins: 99) { coins }
                          c: fill(id: "p1", coins: 2) { coins } }
                        """);
        assertThat(answer.errors()).containsExactly("/b CONDITION_FAILED");
        assertThat(answer.data().isNull()).isTrue();
        assertThat(api.ask(ANN, "{ purse(id: \"p1\") { coins } }").data("/purse/coins").asInt())
                .isEqualTo(8);
    }

    @Test
    void what_one_writes_the_next_one_reads() {
        var answer =
                api.ask(
                        ANN,
                        """
                        mutation {
                          a: copyName(from: "a1", to: "a2", version: 7) { name version }
                          b: rename(id: "a1", name: "new", version: 3) { name version }
                          c: copyName(from: "a1", to: "a2", version: 8) { name version } }
                        """);
        assertThat(answer.data().toString())
                .isEqualTo(
                        """
                        {"a":{"name":"old","version":8},"b":{"name":"new","version":4},\
                        "c":{"name":"new","version":9}}\
                        """);
    }

    @Test
    void one_is_answered_whole_before_the_next_begins() {
        try (var shop = Shop.open("shop.graphqls", "ann")) {
            var place = "placeOrder(input: {lines: $lines}, clientRequestToken: \"%s\") %s";
            shop.ask(
                    ANN,
                    "mutation($lines: [OrderLineInput!]!) { a: %s b: %s }"
                            .formatted(
                                    place.formatted("t1", "{ customer { name } }"),
                                    place.formatted("t2", "{ id }")),
                    Map.of("lines", Shop.lines(1)));
            assertThat(shop.wire().operations())
                    .containsExactly("TransactWriteItems", "GetItem", "TransactWriteItems");
        }
    }
}
