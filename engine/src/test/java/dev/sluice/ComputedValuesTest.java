// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values that Sluice computes from others: times before and after the present, the least and the
/// greatest of two values, and empty lists.
class ComputedValuesTest {
    private static final String SCHEMA =
            """
            schema { query: Query mutation: Mutation }
            type Message
              @table(name: "Messages", partitionKey: "{a}#{b}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{owner: "a"}, {owner: "b"}]) {
              a: ID!
              b: ID!
              id: ID!
              text: String!
            }
            type Session
              @table(name: "Sessions", partitionKey: "{user}", sortKey: "{endsAt}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) {
              user: ID!
              endsAt: DateTime! @attribute(default: "$now + 24h")
              seenAt: DateTime
              soon: DateTime @attribute(default: "$now + 90s", unit: SECONDS)
              log: [String!]! @attribute(default: "[]") @constraint(maxItems: 3)
            }
            type Score @table(name: "Scores", partitionKey: "{low:4}#{high:4}", itemSize: 1) @auth(rules: [{public: true}]) {
              low: Int! @constraint(min: 0, max: 9999)
              high: Int! @constraint(min: 0, max: 9999)
              from: DateTime
              until: DateTime
              notes: [String!] @constraint(maxItems: 3)
            }
            type Query {
              messages(with: ID!, first: Int! = 10, after: String): MessageConnection!
                @query(keyCondition: "a = min($claims.sub, $with) AND b = max($claims.sub, $with)")
                @auth(rules: [{signedIn: true}])
              message(with: ID!, id: ID!): Message @auth(rules: [{signedIn: true}])
                @getItem(key: "a = min($claims.sub, $with) AND b = max($claims.sub, $with) AND id = $id")
              open(first: Int! = 10, after: String): SessionConnection!
                @query(keyCondition: "user = $claims.sub AND endsAt > $now + 1h")
                @auth(rules: [{signedIn: true}])
              ended(first: Int! = 10, after: String): SessionConnection! @auth(rules: [{signedIn: true}])
                @query(keyCondition: "user = $claims.sub AND endsAt BETWEEN $now - 7d AND $now",
                       filter: "seenAt < $now - 30m OR attribute_not_exists(seenAt)", maxRead: 60)
              score(one: Int!, two: Int!): Score @auth(rules: [{public: true}])
                @getItem(key: "low = min($one, $two) AND high = max($one, $two)")
            }
            type Mutation {
              send(to: ID!, id: ID!, text: String!): Message @auth(rules: [{signedIn: true}])
                @write(put: "Message", item: "a = min($claims.sub, $to), b = max($claims.sub, $to), id = $id, text = $text")
              edit(with: ID!, id: ID!, text: String!): Message @auth(rules: [{signedIn: true}])
                @write(update: "Message", expression: "SET text = $text",
                       key: "a = min($claims.sub, $with) AND b = max($claims.sub, $with) AND id = $id")
              begin: Session @write(put: "Session", item: "user = $claims.sub") @auth(rules: [{signedIn: true}])
              prolong(endsAt: DateTime!): Session @auth(rules: [{signedIn: true}])
                @write(update: "Session", key: "user = $claims.sub AND endsAt = $endsAt",
                       expression: "SET seenAt = $now - 1m, log = []",
                       condition: "attribute_not_exists(seenAt) OR seenAt < $now - 1h", onFail: "TOO_SOON")
              note(endsAt: DateTime!, texts: [String!]! @constraint(maxItems: 2)): Session @auth(rules: [{signedIn: true}])
                @write(update: "Session", key: "user = $claims.sub AND endsAt = $endsAt",
                       expression: "SET log = list_append(log, $texts)")
              compare(one: Int!, two: Int!, from: DateTime!, to: DateTime!): Score @auth(rules: [{public: true}])
                @write(put: "Score", item: "low = min($one, $two), high = max($one, $two), from = min($from, $to), until = max($from, max($to, $now)), notes = []")
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void two_callers_reach_the_same_key_whoever_asks() {
        var names = List.of("a", "b", "B", "ab", "a#b", "%", "é", "\uFFFD", "😀");
        for (var one : names) {
            for (var two : names) {
                var ids = Map.of("to", two, "id", one);
                var sent =
                        api.ask(
                                Who.user(one),
                                "mutation($to: ID!, $id: ID!) { send(to: $to, id: $id, text: \"hi\") { a b } }",
                                ids);
                assertThat(sent.errors()).as(one + " and " + two).isEmpty();
                var least = bytes(one).compareTo(bytes(two)) <= 0 ? one : two;
                assertThat(sent.data().at("/send/a").textValue()).isEqualTo(least);
                assertThat(sent.data().at("/send/b").textValue())
                        .isEqualTo(least.equals(one) ? two : one);
                var read = "query($with: ID!, $id: ID!) { message(with: $with, id: $id) { text } }";
                assertThat(
                                api.ask(Who.user(two), read, Map.of("with", one, "id", one))
                                        .data()
                                        .at("/message/text")
                                        .textValue())
                        .isEqualTo("hi");
                assertThat(
                                api.ask(Who.user("eve"), read, Map.of("with", one, "id", one))
                                        .data()
                                        .at("/message")
                                        .isNull())
                        .isTrue();
            }
        }
        var all =
                api.ask(
                        Who.user("b"),
                        "{ messages(with: \"a\") { nodes: edges { node { id } } } }");
        assertThat(all.data().at("/messages/nodes")).hasSize(2);
    }

    /// UTF-8 keeps the order of code points.
    private static String bytes(String text) {
        var spelled = new StringBuilder();
        text.codePoints().forEach(point -> spelled.append("%08x".formatted(point)));
        return spelled.toString();
    }

    @Test
    void a_caller_without_the_claim_reaches_nothing() {
        var nobody = Who.NOBODY;
        assertThat(api.ask(nobody, "{ messages(with: \"a\") { edges { node { id } } } }").errors())
                .isNotEmpty();
        assertThat(
                        api.ask(
                                        Who.user("a"),
                                        "mutation { edit(with: \"x\", id: \"none\", text: \"t\") { id } }")
                                .codes())
                .containsExactly("NOT_FOUND");
    }

    @Test
    void numbers_and_times_have_their_own_order() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        """
                        mutation { compare(one: 10, two: 9, from: "2026-11-20T13:00:00Z", to: "2026-11-20T11:00:00+01:00") {
                          low high from until notes } }
                        """);
        assertThat(answer.data().at("/compare").toString())
                .isEqualTo(
                        """
                        {"low":9,"high":10,"from":"2026-11-20T10:00:00.000Z","until":"2026-11-20T13:00:00.000Z","notes":[]}\
                        """);
        assertThat(api.ask(Who.NOBODY, "{ score(one: 9, two: 10) { notes } }").data().toString())
                .isEqualTo("{\"score\":{\"notes\":[]}}");
    }

    @Test
    void times_are_counted_from_the_present() {
        api.at(Api.NOW);
        var cem = Who.user("cem");
        var begun = api.ask(cem, "mutation { begin { endsAt soon seenAt log } }");
        assertThat(begun.data().at("/begin").toString())
                .isEqualTo(
                        """
                        {"endsAt":"2026-11-21T12:00:00.000Z","soon":"2026-11-20T12:01:30.000Z","seenAt":null,"log":[]}\
                        """);
        var list = "{ open { edges { node { endsAt } } } ended { edges { node { endsAt } } } }";
        var hours =
                Map.of(0, "1/0", 22, "1/0", 23, "0/0", 24, "0/1", 24 * 8, "0/1", 24 * 8 + 1, "0/0");
        hours.forEach((hour, lists) -> {
            api.at(Api.NOW.plus(Duration.ofHours(hour)));
            var data = api.ask(cem, list).data();
            assertThat(data.at("/open/edges").size() + "/" + data.at("/ended/edges").size())
                    .as(hour + " hours later")
                    .isEqualTo(lists);
        });
        var prolong = "mutation { prolong(endsAt: \"2026-11-21T12:00:00Z\") { seenAt log } }";
        api.at(Api.NOW);
        var note = "mutation { note(endsAt: \"2026-11-21T12:00:00Z\", texts: [\"x\"]) { log } }";
        assertThat(api.ask(cem, note).data().at("/note/log")).hasSize(1);
        assertThat(api.ask(cem, prolong).data().at("/prolong").toString())
                .isEqualTo("{\"seenAt\":\"2026-11-20T11:59:00.000Z\",\"log\":[]}");
        api.at(Api.NOW.plus(Duration.ofMinutes(59)));
        assertThat(api.ask(cem, prolong).codes()).containsExactly("TOO_SOON");
        api.at(Api.NOW.plus(Duration.ofMinutes(60)));
        assertThat(api.ask(cem, prolong).errors()).isEmpty();
    }

    @Test
    void an_absent_list_with_the_default_reads_as_empty() {
        api.at(Api.NOW);
        api.withRaw(
                "Session",
                Map.of(
                        "user",
                        "old",
                        "endsAt",
                        Api.NOW.plus(Duration.ofHours(2)),
                        "log",
                        List.of()),
                Map.of());
        var table = api.physicalName("Sessions");
        api.dynamoDb().scan(scan -> scan.tableName(table)).items().stream()
                .filter(item -> AttributeValue.fromS("old").equals(item.get("user")))
                .forEach(item -> {
                    var without = new HashMap<>(item);
                    without.remove("log");
                    api.dynamoDb().putItem(put -> put.tableName(table).item(without));
                });
        var old = Who.user("old");
        assertThat(api.ask(old, "{ open { edges { node { log } } } }").data().toString())
                .isEqualTo("{\"open\":{\"edges\":[{\"node\":{\"log\":[]}}]}}");
        assertThat(
                        api.ask(
                                        old,
                                        "mutation { note(endsAt: \"2026-11-20T14:00:00Z\", texts: [\"x\"]) { log } }")
                                .data()
                                .toString())
                .isEqualTo("{\"note\":{\"log\":[\"x\"]}}");
    }
}
