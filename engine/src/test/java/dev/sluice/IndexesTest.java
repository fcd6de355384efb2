// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Attributes that an index does not hold are read from its table, in one counted request.
class IndexesTest {
    private static final String SCHEMA =
            """
            type Maker @table(name: "Makers", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
            }
            type Car @table(name: "Cars", partitionKey: "{id}")
              @index(name: "byColour", partitionKey: "{colour}", sortKey: "{price}", project: ["name"])
              @index(name: "byYear", partitionKey: "YEAR#{year}", sortKey: "{colour}#{id}", project: [])
              @index(name: "all", partitionKey: "{makerId}")
              @auth(rules: [{public: true}]) {
              id: ID!
              colour: String!
              price: Int!
              year: String!
              name: String!
              note: String
              makerId: ID! @attribute(hidden: true)
              maker: Maker @getItem(key: "id = $parent.makerId")
            }
            type Claim @table(name: "Claims", partitionKey: "{id}")
              @index(name: "byHolder", partitionKey: "{holder}", project: [])
              @auth(rules: [{owner: "holder"}]) {
              id: ID!
              holder: ID!
              text: String!
            }
            type Ticket @table(name: "Tickets", partitionKey: "{id}", ttl: "ends")
              @index(name: "byEvent", partitionKey: "{event}", sortKey: "{id}", project: [])
              @auth(rules: [{public: true}]) {
              id: ID!
              event: ID!
              ends: DateTime
              note: String
            }
            type ClaimConnection { nodes: [Claim!]! edges: [ClaimEdge!]! pageInfo: PageInfo! }
            type ClaimEdge { cursor: String! node: Claim! }
            type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
            type Query {
              cars(colour: String!, first: Int! = 20, after: String): CarConnection!
                @query(index: "byColour", keyCondition: "colour = $colour") @auth(rules: [{public: true}])
              carsFrom(colour: String!, price: Int!, first: Int! = 20, after: String): CarConnection!
                @query(index: "byColour", keyCondition: "colour = $colour AND price >= $price") @auth(rules: [{public: true}])
              carsOfYear(year: String!, first: Int! = 20, after: String): CarConnection!
                @query(index: "byYear", keyCondition: "year = $year") @auth(rules: [{public: true}])
              carsOf(maker: ID!, first: Int! = 20, after: String): CarConnection!
                @query(index: "all", keyCondition: "makerId = $maker") @auth(rules: [{public: true}])
              cheapest(colour: String!): Car @query(index: "byColour", keyCondition: "colour = $colour")
                @auth(rules: [{public: true}])
              ticket(event: ID!): Ticket @query(index: "byEvent", keyCondition: "event = $event", maxItems: 5)
                @auth(rules: [{public: true}])
              car(id: ID!): Car @getItem(key: "id = $id") @auth(rules: [{public: true}])
              claims(holder: ID!, first: Int! = 20, after: String): ClaimConnection!
                @query(index: "byHolder", keyCondition: "holder = $holder") @auth(rules: [{public: true}])
            }
            """;

    private static final Who ANYONE = Who.NOBODY;
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.withAll(
                "Maker",
                IntStream.range(0, 2)
                        .mapToObj(i -> Map.of("id", "m" + i, "name", "Maker " + i))
                        .toList());
        api.withAll(
                "Car",
                IntStream.range(0, 10)
                        .mapToObj(i ->
                                Map.of(
                                        "id",
                                        "c" + i,
                                        "colour",
                                        "red",
                                        "price",
                                        i,
                                        "year",
                                        "1999",
                                        "name",
                                        "Car " + i,
                                        "note",
                                        "Note " + i,
                                        "makerId",
                                        "m" + i % 2))
                        .toList());
        api.with("Claim", Map.of("id", "k1", "holder", "ann", "text", "mine"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void what_the_index_projects_costs_one_request() {
        var answer =
                api.ask(
                        ANYONE,
                        "{ cars(colour: \"red\") { edges { node { id colour price name } } } }");

        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(answer.data("/cars/edges/3/node/name").asText()).isEqualTo("Car 3");
    }

    @Test
    void what_it_does_not_project_costs_exactly_one_request_more() {
        var answer =
                api.ask(
                        ANYONE,
                        "{ cars(colour: \"red\", first: 7) { edges { node { note maker { name } } } pageInfo { hasNextPage } } }");

        assertThat(api.wire().operations())
                .containsExactly("Query", "BatchGetItem", "BatchGetItem");
        assertThat(api.reads()).containsExactly("Cars 1", "Cars 7", "Makers 2");
        assertThat(answer.consumed("requests")).isEqualTo(3);
        assertThat(answer.consumed("waves")).isEqualTo(3);
        assertThat(answer.data("/cars/edges").findValuesAsText("note"))
                .containsExactly(
                        "Note 0", "Note 1", "Note 2", "Note 3", "Note 4", "Note 5", "Note 6");
        assertThat(answer.data("/cars/pageInfo/hasNextPage").asBoolean()).isTrue();
    }

    @Test
    void pages_that_are_completed_follow_each_other() {
        var query =
                "query($after: String) { cars(colour: \"red\", first: 4, after: $after) { edges { node { note } } pageInfo { endCursor hasNextPage } } }";
        var first = api.ask(ANYONE, query);
        var second =
                api.ask(
                        ANYONE,
                        query,
                        Map.of("after", first.data("/cars/pageInfo/endCursor").asText()));

        assertThat(second.data("/cars/edges").findValuesAsText("note"))
                .containsExactly("Note 4", "Note 5", "Note 6", "Note 7");
    }

    @Test
    void an_index_of_keys_alone_answers_fields_of_keys_by_itself() {
        var answer =
                api.ask(
                        ANYONE,
                        "{ carsOfYear(year: \"1999\", first: 1) { edges { node { id colour year } } } }");

        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(answer.data("/carsOfYear/edges/0/node").toString())
                .isEqualTo("{\"id\":\"c0\",\"colour\":\"red\",\"year\":\"1999\"}");
        var whole =
                api.ask(
                        ANYONE,
                        "{ carsOfYear(year: \"1999\", first: 1) { edges { node { note } } } }");
        assertThat(api.wire().operations()).containsExactly("Query", "GetItem");
        assertThat(whole.data("/carsOfYear/edges/0/node/note").asText()).isEqualTo("Note 0");
    }

    @Test
    void an_index_that_projects_all_is_never_completed() {
        var answer = api.ask(ANYONE, "{ carsOf(maker: \"m1\") { edges { node { note year } } } }");

        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(answer.data("/carsOf/edges").size()).isEqualTo(5);
    }

    @Test
    void an_item_read_elsewhere_in_an_earlier_wave_is_not_read_again() {
        api.ask(ANYONE, "{ car(id: \"c0\") { id } cheapest(colour: \"red\") { note } }");

        assertThat(api.wire().operations()).containsExactlyInAnyOrder("GetItem", "Query");
    }

    @Test
    void an_item_that_left_the_index_range_since_is_dropped() {
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    return request.operation().equals("Query") ? lagging(reply) : reply;
                });
        var answer =
                api.send(
                        ANYONE,
                        Map.of(
                                "query",
                                "{ carsFrom(colour: \"red\", price: 8) { edges { node { id note } } pageInfo { hasNextPage } } }"));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/carsFrom/edges").findValuesAsText("id"))
                .containsExactly("c8", "c9");
    }

    /// Simulates an index that has not yet received that `c1` became cheaper and `gone` was
    /// deleted.
    private static Reply lagging(Reply reply) {
        var items = (ArrayNode) reply.body().path("Items");
        for (var id : List.of("c1", "gone")) {
            ObjectNode stale = items.get(0).deepCopy();
            stale.putObject("id").put("S", id);
            items.add(stale);
        }
        return reply;
    }

    @Test
    void an_item_that_changed_hands_since_is_dropped() {
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("GetItem")) {
                        api.dynamoDb()
                                .putItem(put ->
                                        put.tableName(api.physicalName("Claims"))
                                                .item(
                                                        Map.of(
                                                                "id",
                                                                AttributeValue.fromS("k1"),
                                                                "holder",
                                                                AttributeValue.fromS("bob"),
                                                                "text",
                                                                AttributeValue.fromS("canary"))));
                    }
                    return next.forward(request.body());
                });
        var answer =
                api.send(
                        Who.user("ann"),
                        Map.of("query", "{ claims(holder: \"ann\") { edges { node { text } } } }"));

        assertThat(api.wire().operations()).containsExactly("Query", "GetItem");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/claims/edges")).isEmpty();
        assertThat(answer.text()).doesNotContain("canary");
        api.with("Claim", Map.of("id", "k1", "holder", "ann", "text", "mine"));
    }

    @Test
    void nodes_are_a_shorter_way_to_the_items_of_a_page() {
        var answer =
                api.ask(
                        Who.user("ann"),
                        "{ claims(holder: \"ann\") { nodes { text } edges { node { id } } } }");

        assertThat(api.wire().operations()).containsExactly("Query", "GetItem");
        assertThat(answer.data("/claims").toString())
                .isEqualTo(
                        "{\"nodes\":[{\"text\":\"mine\"}],\"edges\":[{\"node\":{\"id\":\"k1\"}}]}");
        api.ask(Who.user("ann"), "{ claims(holder: \"ann\") { nodes { id } } }");
        assertThat(api.wire().operations()).containsExactly("Query");
    }

    @Test
    void the_first_item_is_completed_too() {
        assertThat(
                        api.ask(ANYONE, "{ cheapest(colour: \"red\") { note } }")
                                .data("/cheapest/note")
                                .asText())
                .isEqualTo("Note 0");
        assertThat(api.wire().operations()).containsExactly("Query", "GetItem");
        assertThat(
                        api.ask(ANYONE, "{ cheapest(colour: \"blue\") { note } }")
                                .data("/cheapest")
                                .isNull())
                .isTrue();
        assertThat(api.wire().operations()).containsExactly("Query");
    }

    @Test
    void the_first_item_comes_after_those_that_have_expired() {
        for (int number = 0; number < 5; number++) {
            api.with(
                    "Ticket",
                    Map.of(
                            "id",
                            "t" + number,
                            "event",
                            "e",
                            "note",
                            "Note " + number,
                            "ends",
                            number < 4 ? "2026-11-20T11:59:59Z" : "2026-11-20T12:00:01Z"));
        }
        var answer = api.ask(ANYONE, "{ ticket(event: \"e\") { note } }");
        assertThat(answer.data("/ticket/note").asText()).isEqualTo("Note 4");
        assertThat(api.wire().operations()).containsExactly("Query", "GetItem");
    }
}
