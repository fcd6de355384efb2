// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.integration.Shop.Line;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tests each mutation, what refuses it, and what a repeat does. No two tests write the same items.
interface Writes {
    Shop shop();

    @Test
    default void an_order_takes_from_the_stock_and_adds_points_in_one_request() throws Exception {
        var price = shop().price("p2");
        var stock = shop().stock("p2");
        var points = shop().points("c2");

        var reply = shop().placeOrder("c2", "order", line("p2", 2));

        var total = price.multiply(BigDecimal.TWO);
        assertThat(reply.codes()).isEmpty();
        assertThat(reply.data("/placeOrder/status").asText()).isEqualTo("PLACED");
        assertThat(new BigDecimal(reply.data("/placeOrder/total").asText()))
                .isEqualByComparingTo(total);
        assertThat(reply.operations()).containsExactly("TransactWriteItems");
        assertThat(shop().stock("p2")).isEqualTo(stock - 2);
        assertThat(shop().points("c2")).isEqualTo(points + total.intValue() / 10);
        assertThat(shop().newestOrder("c2")).isEqualTo(reply.data("/placeOrder/id").asText());
    }

    @Test
    default void an_order_that_fails_in_its_second_line_changes_nothing() throws Exception {
        var stock = shop().stock("p3");
        var newest = shop().newestOrder("c3");

        var reply = shop().placeOrder("c3", "failing", line("p3", 1), new Line("p4", 1, "0.01"));

        assertThat(reply.codes()).containsExactly("PRICE_OR_STOCK_CHANGED");
        assertThat(shop().stock("p3")).isEqualTo(stock);
        assertThat(shop().newestOrder("c3")).isEqualTo(newest);
    }

    @Test
    default void a_repeat_answers_the_first_order_and_another_order_needs_another_token()
            throws Exception {
        var first = shop().placeOrder("c4", "once", line("p5", 1));
        var stock = shop().stock("p5");

        var second = shop().placeOrder("c4", "once", line("p5", 1));
        var other = shop().placeOrder("c4", "once", line("p5", 2));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.operations()).containsExactly("TransactWriteItems", "GetItem");
        assertThat(other.codes()).containsExactly("IDEMPOTENCY_MISMATCH");
        assertThat(shop().stock("p5")).isEqualTo(stock);
    }

    @Test
    default void a_token_is_forgotten_with_its_record_and_records_expire() throws Exception {
        var first = shop().placeOrder("c5", "expiring", line("p6", 1));
        var table = shop().stage().stack().name("IdempotencyTable");
        var client = shop().stage().dynamoDb();

        var ttl = client.describeTimeToLive(describe -> describe.tableName(table));
        for (var item : client.scan(scan -> scan.tableName(table)).items()) {
            var expired = new HashMap<>(item);
            expired.put("expiresAt", AttributeValue.fromN("1"));
            client.putItem(put -> put.tableName(table).item(expired));
        }
        var second = shop().placeOrder("c5", "expiring", line("p6", 1));

        assertThat(ttl.timeToLiveDescription().attributeName()).isEqualTo("expiresAt");
        assertThat(ttl.timeToLiveDescription().timeToLiveStatus())
                .isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
        assertThat(second.codes()).isEmpty();
        assertThat(second.data("/placeOrder/id")).isNotEqualTo(first.data("/placeOrder/id"));
    }

    @Test
    default void a_cancelled_order_gives_back_stock_and_points_and_cannot_be_cancelled_again()
            throws Exception {
        var stock = shop().stock("p8");
        var points = shop().points("c6");
        var id = shop().placeOrder("c6", "order", line("p8", 3)).data("/placeOrder/id").asText();

        var stale = shop().cancelOrder("c6", id, 9);
        var cancelled = shop().cancelOrder("c6", id, 1);
        var again = shop().cancelOrder("c6", id, 2);

        assertThat(stale.codes()).containsExactly("CONFLICT");
        assertThat(stale.body().at("/errors/0/extensions/version").asInt()).isEqualTo(1);
        assertThat(stale.operations()).containsExactly("GetItem");
        assertThat(cancelled.data("/cancelOrder/status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.data("/cancelOrder/version").asInt()).isEqualTo(2);
        assertThat(cancelled.operations()).containsExactly("GetItem", "TransactWriteItems");
        assertThat(again.codes()).containsExactly("NOT_CANCELLABLE");
        assertThat(shop().stock("p8")).isEqualTo(stock);
        assertThat(shop().points("c6")).isEqualTo(points);
    }

    @Test
    default void another_customers_order_is_not_there() throws Exception {
        var reply = shop().cancelOrder("c7", shop().newestOrder("c1"), 1);

        assertThat(reply.codes()).containsExactly("NOT_FOUND");
    }

    @Test
    default void a_profile_keeps_what_is_not_sent_and_the_index_follows_what_is() throws Exception {
        var change = new HashMap<String, String>();
        change.put("email", "New.Address@example.com");
        change.put("phone", null);

        var changed = shop().updateProfile("c8", 1, change);
        var late = shop().updateProfile("c8", 1, Map.of("name", "Late"));

        assertThat(changed.data("/updateProfile/email").asText())
                .isEqualTo("new.address@example.com");
        assertThat(changed.data("/updateProfile/phone").isNull()).isTrue();
        assertThat(changed.data("/updateProfile/name").asText()).isNotEmpty();
        assertThat(changed.operations()).isEqualTo(List.of("UpdateItem"));
        assertThat(late.codes()).containsExactly("CONFLICT");
        assertThat(
                        shop().member(
                                        "support",
                                        "{ userByEmail(email: \"new.address@example.com\") { id } }",
                                        Map.of())
                                .data("/userByEmail/id")
                                .asText())
                .isEqualTo("c8");
    }

    /// Returns a line with the current price.
    private Line line(String product, int quantity) throws Exception {
        return new Line(product, quantity, shop().price(product).toString());
    }
}
