// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Numbers and times in composed keys, with zeros before them.
class PaddedNumbersTest {
    private static final String LINES =
            """
            type Line @table(name: "Lines", partitionKey: "ORDER#{order}", sortKey: "LINE#{n:4}")
              @index(name: "byPrice", partitionKey: "{order}", sortKey: "PRICE#{price:6}#{n:4}")
              @index(name: "byTime", partitionKey: "{order}", sortKey: "AT#{at:13}")
              @auth(rules: [{public: true}]) {
              order: ID!
              n: Int! @constraint(min: 0, max: 9999)
              price: Decimal @constraint(min: 0, max: 999999)
              at: DateTime @attribute(as: N, unit: MILLISECONDS)
            }
            type Query {
              line(order: ID!, n: Int!): Line @getItem(key: "order = $order AND n = $n") @auth(rules: [{public: true}])
              lines(order: ID!, from: Int, first: Int! = 10, after: String): LineConnection!
                @query(keyCondition: "order = $order AND n >= $from") @auth(rules: [{public: true}])
              cheap(order: ID!, below: Decimal!, first: Int! = 10, after: String): LineConnection!
                @query(index: "byPrice", keyCondition: "order = $order AND price < $below") @auth(rules: [{public: true}])
              since(order: ID!, at: DateTime!, first: Int! = 10, after: String): LineConnection!
                @query(index: "byTime", keyCondition: "order = $order AND at >= $at") @auth(rules: [{public: true}])
            }
            type Mutation {
              add(order: ID!, n: Int!, price: Decimal, at: DateTime): Line
                @write(put: "Line", item: "order = $order, n = $n, price = $price, at = $at") @auth(rules: [{public: true}])
              price(order: ID!, n: Int!, price: Decimal!): Line
                @write(update: "Line", key: "order = $order AND n = $n", expression: "SET price = $price") @auth(rules: [{public: true}])
              drop(order: ID!, n: Int!): Line
                @write(delete: "Line", key: "order = $order AND n = $n") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void numbers_in_keys_are_ordered_and_compared_as_numbers() {
        try (var api = Api.of(LINES)) {
            var other =
                    new OtherWriter(api, "Lines")
                            .put(Map.of("pk", "ORDER#o", "sk", "LINE#0009"))
                            .put(Map.of("pk", "ORDER#o", "sk", "LINE#0010"));
            ask(
                    api,
                    "mutation { add(order: \"o\", n: 200, price: \"7\", at: \"2023-11-14T22:13:20.123Z\") { n } }");
            ask(
                    api,
                    "mutation { add(order: \"o\", n: 3, price: \"50\", at: \"2023-11-14T22:13:20.124Z\") { n } }");

            assertThat(found(api, "lines(order: \"o\")")).containsExactly("3", "9", "10", "200");
            assertThat(found(api, "lines(order: \"o\", from: 10)")).containsExactly("10", "200");
            assertThat(found(api, "lines(order: \"o\", from: -1)")).hasSize(4);
            assertThat(found(api, "lines(order: \"o\", from: 10000)")).isEmpty();
            assertThat(found(api, "cheap(order: \"o\", below: \"7.5\")")).containsExactly("200");
            assertThat(found(api, "since(order: \"o\", at: \"2023-11-14T22:13:20.1235Z\")"))
                    .containsExactly("3");
            assertThat(other.get(Map.of("pk", "ORDER#o", "sk", "LINE#0200")))
                    .containsEntry("byPriceSk", AttributeValue.fromS("PRICE#000007#0200"))
                    .containsEntry("byTimeSk", AttributeValue.fromS("AT#1700000000123"));
            ask(api, "mutation { price(order: \"o\", n: 200, price: \"12\") { n } }");
            assertThat(other.get(Map.of("pk", "ORDER#o", "sk", "LINE#0200")))
                    .containsEntry("byPriceSk", AttributeValue.fromS("PRICE#000012#0200"));
            assertThat(
                            ask(api, "{ line(order: \"o\", n: 9) { order n } }")
                                    .data("/line")
                                    .toString())
                    .isEqualTo("{\"order\":\"o\",\"n\":9}");
            ask(api, "mutation { drop(order: \"o\", n: 9) { n } }");
            assertThat(other.get(Map.of("pk", "ORDER#o", "sk", "LINE#0009"))).isEmpty();
            assertThat(api.drifts()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINE#12", "LINE#00012", "LINE#12.0", "LINE#-001", "LINE#٠٠١٢"})
    void a_number_of_another_form_is_reported_and_not_listed(String sort) {
        try (var api = Api.of(LINES)) {
            new OtherWriter(api, "Lines").put(Map.of("pk", "ORDER#o", "sk", sort));

            assertThat(found(api, "lines(order: \"o\")")).isEmpty();
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread("", "Lines", Drift.Unread.Reason.KEY_NOT_ESCAPED, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add(order: \"o\", n: 10000)",
                "add(order: \"o\", n: -1)",
                "add(order: \"o\", n: 1, price: \"0.5\")",
                "add(order: \"o\", n: 1, at: \"1969-12-31T23:59:59Z\")",
                "add(order: \"o\", n: 1, at: \"2300-01-01T00:00:00Z\")",
                "price(order: \"o\", n: 3, price: \"0.5\")",
            })
    void a_value_that_its_digits_cannot_hold_is_bad_input_on_a_write(String mutation) {
        try (var api = Api.of(LINES)) {
            new OtherWriter(api, "Lines").put(Map.of("pk", "ORDER#o", "sk", "LINE#0003"));

            assertThat(api.ask(Who.NOBODY, "mutation { %s { n } }".formatted(mutation)).codes())
                    .containsExactly("BAD_USER_INPUT");
        }
    }

    @Test
    void a_read_of_a_value_that_its_digits_cannot_hold_finds_nothing() {
        try (var api = Api.of(LINES)) {
            assertThat(ask(api, "{ line(order: \"o\", n: -1) { n } }").data("/line").isNull())
                    .isTrue();
            assertThat(
                            api.ask(Who.NOBODY, "mutation { drop(order: \"o\", n: 10000) { n } }")
                                    .codes())
                    .containsExactly("NOT_FOUND");
        }
    }

    private static List<String> found(Api api, String field) {
        return ask(api, "{ %s { edges { node { n } } } }".formatted(field))
                .body()
                .findValuesAsText("n");
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
