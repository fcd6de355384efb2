// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Times in the forms in which other applications store them.
class StoredTimesTest {
    private static final String CHAT =
            """
            type Message @table(name: "MsChat", partitionKey: "{room}", sortKey: "{sentAt}", itemSize: 1)
              @index(name: "bySender", partitionKey: "{room}", sortKey: "{sender}", local: true)
              @auth(rules: [{public: true}]) {
              room: ID!
              sentAt: DateTime! @attribute(as: N, unit: MILLISECONDS)
              sender: ID!
              text: String!
              edited: DateTime @attribute(as: N, unit: MILLISECONDS)
            }
            type Query {
              messages(room: ID!, since: DateTime, first: Int! = 10, after: String): MessageConnection!
                @query(keyCondition: "room = $room AND sentAt > $since", order: DESC) @auth(rules: [{public: true}])
              message(room: ID!, at: DateTime!): Message
                @getItem(key: "room = $room AND sentAt = $at") @auth(rules: [{public: true}])
              edited(room: ID!, since: DateTime!, first: Int! = 10, after: String): MessageConnection!
                @query(keyCondition: "room = $room", filter: "edited >= $since", maxRead: 50) @auth(rules: [{public: true}])
            }
            type Mutation {
              send(room: ID!, text: String! @constraint(maxLength: 9), at: DateTime!): Message
                @write(put: "Message", item: "room = $room, sentAt = $at, sender = 'x', text = $text") @auth(rules: [{public: true}])
              edit(room: ID!, at: DateTime!, to: DateTime!): Message
                @write(update: "Message", key: "room = $room AND sentAt = $at", expression: "SET edited = $to") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void epoch_milliseconds_are_read_written_and_compared_as_times() {
        try (var api = Api.of(CHAT)) {
            var other = new OtherWriter(api, "MsChat");
            for (int i = 0; i < 3; i++) {
                other.put(
                        Map.of(
                                "room",
                                "r",
                                "sentAt",
                                1_700_000_000_123L + i,
                                "sender",
                                "ann",
                                "text",
                                "m" + i));
            }
            ask(
                    api,
                    "mutation { send(room: \"r\", text: \"new\", at: \"2023-11-14T22:14:00Z\") { sentAt } }");

            assertThat(found(api, "messages(room: \"r\")", "text"))
                    .containsExactly("new", "m2", "m1", "m0");
            assertThat(
                            found(
                                    api,
                                    "messages(room: \"r\", since: \"2023-11-14T22:13:20.123Z\")",
                                    "sentAt"))
                    .containsExactly(
                            "2023-11-14T22:14:00.000Z",
                            "2023-11-14T22:13:20.125Z",
                            "2023-11-14T22:13:20.124Z");
            assertThat(
                            found(
                                    api,
                                    "messages(room: \"r\", since: \"2023-11-14T22:13:20.1245Z\")",
                                    "text"))
                    .containsExactly("new", "m2");
            assertThat(other.get(Map.of("room", "r", "sentAt", 1_700_000_040_000L)))
                    .containsEntry("text", AttributeValue.fromS("new"));

            ask(
                    api,
                    "mutation { edit(room: \"r\", at: \"2023-11-14T22:13:20.124Z\", to: \"2024-01-01T00:00:00.001Z\") { text } }");
            assertThat(other.get(Map.of("room", "r", "sentAt", 1_700_000_000_124L)))
                    .containsEntry("edited", AttributeValue.fromN("1704067200001"));
            assertThat(found(api, "edited(room: \"r\", since: \"2024-01-01T00:00:00Z\")", "text"))
                    .containsExactly("m1");
            assertThat(api.drifts()).isEmpty();
        }
    }

    private static final String RECEIPTS =
            """
            type Receipt @table(name: "Payments", partitionKey: "ACC#{account}", sortKey: "REC#{at}#SKU#{sku}", escape: NONE)
              @index(name: "byDay", partitionKey: "{paid}", sortKey: "{at}", partitionKeyName: "day", sortKeyName: "time")
              @auth(rules: [{public: true}]) {
              account: ID!
              at: DateTime! @attribute(name: "ProcessedDate", unit: SECONDS)
              sku: String!
              paid: DateTime @attribute(unit: DAYS)
              seen: [DateTime!] @attribute(as: SS, unit: SECONDS)
            }
            type Query {
              receipts(account: ID!, since: DateTime, first: Int! = 10, after: String): ReceiptConnection!
                @query(keyCondition: "account = $account AND at >= $since") @auth(rules: [{public: true}])
              until(account: ID!, to: DateTime!, first: Int! = 10, after: String): ReceiptConnection!
                @query(keyCondition: "account = $account AND at <= $to") @auth(rules: [{public: true}])
              receipt(account: ID!, at: DateTime!, sku: String!): Receipt
                @getItem(key: "account = $account AND at = $at AND sku = $sku") @auth(rules: [{public: true}])
              paid(day: DateTime!, first: Int! = 10, after: String): ReceiptConnection!
                @query(index: "byDay", keyCondition: "paid = $day") @auth(rules: [{public: true}])
            }
            type Mutation {
              pay(account: ID!, at: DateTime!, sku: String!, seen: [DateTime!]): Receipt
                @write(put: "Receipt", item: "account = $account, at = $at, sku = $sku, paid = $at, seen = $seen") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void texts_without_decimals_and_days_are_spelled_in_keys_as_they_are_stored() {
        try (var api = Api.of(RECEIPTS)) {
            var other =
                    new OtherWriter(api, "Payments")
                            .put(Map.of("pk", "ACC#123", "sk", "REC#2023-05-28T14:30:00Z#SKU#999"))
                            .put(
                                    Map.of(
                                            "pk",
                                            "ACC#123",
                                            "sk",
                                            "REC#2023-06-28T14:30:00Z#SKU#999",
                                            "ProcessedDate",
                                            "2023-06-28T14:30:00Z",
                                            "paid",
                                            "2023-06-28",
                                            "day",
                                            "2023-06-28",
                                            "time",
                                            "2023-06-28T14:30:00Z"));
            ask(
                    api,
                    "mutation { pay(account: \"123\", at: \"2023-06-28T16:00:00.5Z\", sku: \"7\", seen: [\"2023-06-28T16:00:00.5Z\"]) { sku } }");

            assertThat(found(api, "receipts(account: \"123\")", "at"))
                    .containsExactly(
                            "2023-05-28T14:30:00.000Z",
                            "2023-06-28T14:30:00.000Z",
                            "2023-06-28T16:00:00.000Z");
            assertThat(
                            found(
                                    api,
                                    "receipts(account: \"123\", since: \"2023-05-28T14:30:00Z\")",
                                    "at"))
                    .hasSize(3);
            assertThat(found(api, "until(account: \"123\", to: \"2023-06-28T14:30:00Z\")", "at"))
                    .hasSize(2);
            assertThat(
                            ask(
                                            api,
                                            "{ receipt(account: \"123\", at: \"2023-05-28T14:30:00Z\", sku: \"999\") { at } }")
                                    .data("/receipt/at")
                                    .asText())
                    .isEqualTo("2023-05-28T14:30:00.000Z");
            assertThat(found(api, "paid(day: \"2023-06-28T00:00:00Z\")", "sku"))
                    .containsExactly("999", "7");
            assertThat(found(api, "paid(day: \"2023-06-28T00:00:01Z\")", "sku")).isEmpty();
            assertThat(other.get(Map.of("pk", "ACC#123", "sk", "REC#2023-06-28T16:00:00Z#SKU#7")))
                    .containsEntry("ProcessedDate", AttributeValue.fromS("2023-06-28T16:00:00Z"))
                    .containsEntry("time", AttributeValue.fromS("2023-06-28T16:00:00Z"))
                    .containsEntry("paid", AttributeValue.fromS("2023-06-28"))
                    .containsEntry("day", AttributeValue.fromS("2023-06-28"))
                    .containsEntry("seen", AttributeValue.fromSs(List.of("2023-06-28T16:00:00Z")));
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void a_key_with_a_time_in_another_form_is_reported_and_not_listed() {
        try (var api = Api.of(RECEIPTS)) {
            new OtherWriter(api, "Payments")
                    .put(Map.of("pk", "ACC#123", "sk", "REC#2023-05-28T14:30:00Z#SKU#999"))
                    .put(Map.of("pk", "ACC#123", "sk", "REC#2023-07-28T14:30:00.000Z#SKU#999"));

            assertThat(found(api, "receipts(account: \"123\")", "at"))
                    .containsExactly("2023-05-28T14:30:00.000Z");
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread(
                                    "", "Payments", Drift.Unread.Reason.KEY_NOT_ESCAPED, 1));
        }
    }

    @Test
    void a_stored_time_of_another_unit_is_an_error_of_its_own_field() {
        try (var api = Api.of(RECEIPTS)) {
            new OtherWriter(api, "Payments")
                    .put(
                            Map.of(
                                    "pk",
                                    "ACC#1",
                                    "sk",
                                    "REC#2023-05-28T14:30:00Z#SKU#9",
                                    "paid",
                                    "2023-05-28T14:30:00Z"));
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ receipts(account: \"1\") { edges { node { sku paid } } } }");

            assertThat(answer.data("/receipts/edges/0/node").toString())
                    .isEqualTo("{\"sku\":\"9\",\"paid\":null}");
            assertThat(answer.codes()).containsExactly("INTERNAL");
        }
    }

    private static List<String> found(Api api, String field, String selected) {
        return ask(api, "{ %s { edges { node { %s } } } }".formatted(field, selected))
                .body()
                .findValuesAsText(selected);
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
