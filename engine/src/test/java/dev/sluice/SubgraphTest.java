// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import graphql.parser.Parser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A schema that is a subgraph of Apollo Federation 2.
class SubgraphTest {
    private static final String SCHEMA =
            """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
            schema @limits(requests: 100, readUnits: 1000, writeUnits: 0, representations: 120) { query: Query }
            interface Node { id: ID! }
            type Order @key @table(name: "Orders", partitionKey: "C#{customer}", sortKey: "{number}", itemSize: 2)
              @auth(rules: [{owner: "customer"}]) {
              customer: ID!
              number: Int!
              total: Decimal! @tag(name: "money")
              product: Product @getItem(key: "id = $parent.productId")
              productId: ID @attribute(hidden: true)
            }
            type Review implements Node @key(fields: "id") @table(name: "Reviews", partitionKey: "{day}", sortKey: "{writer}", itemSize: 1)
              @auth(rules: [{exists: "Reader", key: "of = $item.writer, user = $claims.sub"}]) {
              id: ID! @node
              day: DateTime! @attribute(unit: DAYS)
              writer: ID!
              stars: Int! @shareable
            }
            type Reader @table(name: "Readers", partitionKey: "{of}", sortKey: "{user}", itemSize: 1) @auth(rules: [{public: true}]) {
              of: ID! user: ID! }
            type Room @key(fields: "name") @table(name: "Rooms", partitionKey: "{tenant}#{name}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant", hidden: true)
              name: String!
              seats: Int
            }
            type Product @key(fields: "id", resolvable: false) { id: ID! @external }
            type Query {
              orders(first: Int! = 10, after: String): OrderConnection! @query(keyCondition: "customer = $claims.sub")
                @auth(rules: [{signedIn: true}])
              review(day: DateTime!, writer: ID!): Review @getItem(key: "day = $day AND writer = $writer") @auth(rules: [{signedIn: true}])
            }
            """
                    .replace("$item.writer, user", "$item.writer AND user");

    private static final String ENTITIES =
            "query($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Order { total product { __typename id } } ... on Review { id stars } ... on Room { seats } } }";
    private static final Who ANN = Who.user("ann").withClaim("tenant", "red");
    private static final Who BOB = Who.user("bob").withClaim("tenant", "blue");
    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(SCHEMA)
                        .with(
                                "Order",
                                Map.of(
                                        "customer",
                                        "ann",
                                        "number",
                                        1,
                                        "total",
                                        "1.5",
                                        "productId",
                                        "p1"))
                        .with("Order", Map.of("customer", "ann", "number", 2, "total", "2.5"))
                        .with("Order", Map.of("customer", "bob", "number", 1, "total", "9"))
                        .with(
                                "Review",
                                Map.of("day", "2026-01-02T00:00:00Z", "writer", "bob", "stars", 4))
                        .with("Reader", Map.of("of", "bob", "user", "ann"))
                        .with("Room", Map.of("tenant", "red", "name", "r", "seats", 3));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Map<String, Object> order(String customer, Object number) {
        return Map.of("__typename", "Order", "customer", customer, "number", number);
    }

    private static Api.Answer ask(Who who, List<?> representations) {
        return api.ask(who, ENTITIES, Map.of("of", representations));
    }

    @Test
    void representations_of_several_types_are_read_with_one_request_in_their_order() {
        var id =
                api.ask(ANN, "{ review(day: \"2026-01-02T00:00:00Z\", writer: \"bob\") { id } }")
                        .data("/review/id")
                        .asText();
        var answer =
                ask(
                        ANN,
                        List.of(
                                order("ann", 2),
                                Map.of("__typename", "Review", "id", id),
                                Map.of("__typename", "Room", "name", "r"),
                                order("ann", 7),
                                order("ann", 1)));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/_entities").toString())
                .isEqualTo(
                        "[{\"__typename\":\"Order\",\"total\":\"2.5\",\"product\":null},"
                                + "{\"__typename\":\"Review\",\"id\":\"%s\",\"stars\":4},"
                                        .formatted(id)
                                + "{\"__typename\":\"Room\",\"seats\":3},null,"
                                + "{\"__typename\":\"Order\",\"total\":\"1.5\",\"product\":{\"__typename\":\"Product\",\"id\":\"p1\"}}]");
        assertThat(api.wire().operations()).containsExactly("BatchGetItem", "GetItem");
        assertThat(api.reads()).containsExactly("Orders 3", "Reviews 1", "Rooms 1", "Readers 1");
        assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/extensions/cost/bound/readUnits").asDouble())
                .as("a key and a record for each representation")
                .isEqualTo(5);
    }

    @Test
    void the_rules_of_the_types_hide_entities_as_if_they_were_missing() {
        var hidden = ask(BOB, List.of(order("ann", 1), Map.of("__typename", "Room", "name", "r")));

        assertThat(hidden.errors()).isEmpty();
        assertThat(hidden.data("/_entities").toString()).isEqualTo("[null,null]");
        var reads = api.reads();
        assertThat(
                        ask(
                                        BOB,
                                        List.of(
                                                order("ann", 9),
                                                Map.of("__typename", "Room", "name", "x")))
                                .data())
                .isEqualTo(hidden.data());
        assertThat(api.reads()).isEqualTo(reads);
        assertThat(ask(Who.NOBODY, List.of(order("ann", 1))).data("/_entities/0").isNull())
                .isTrue();
    }

    @Test
    void a_representation_that_names_no_item_is_null_and_reads_nothing() {
        var wrong =
                new ArrayList<Object>(
                        List.of(
                                "Order",
                                Map.of(),
                                Map.of("__typename", "Nothing", "number", 1),
                                Map.of("__typename", "Reader", "of", "bob", "user", "ann"),
                                Map.of("__typename", "Order", "customer", "ann"),
                                order("ann", "x"),
                                order("ann", 1.5),
                                order("ann", Map.of("a", 1)),
                                order("ann", true),
                                Map.of("__typename", "Review", "id", "x"),
                                Map.of("__typename", "Review", "id", List.of("x")),
                                Map.of("__typename", "Room", "name", "r", "tenant", "blue")));
        for (var each : wrong) {
            var answer = ask(ANN, List.of(each));
            assertThat(answer.errors()).as("%s", each).isEmpty();
            assertThat(answer.data("/_entities").toString()).as("%s", each).isEqualTo("[null]");
        }
    }

    @Test
    void a_request_has_at_most_as_many_representations_as_the_schema_says() {
        assertThat(ask(ANN, Collections.nCopies(120, order("ann", 1))).errors()).isEmpty();
        assertThat(api.reads()).containsExactly("Orders 1");
        assertThat(ask(ANN, Collections.nCopies(121, order("ann", 1))).codes())
                .containsExactly("BAD_USER_INPUT");
        assertThat(api.wire().calls()).isEmpty();
        var many = new ArrayList<Object>();
        for (int i = 0; i < 120; i++) {
            many.add(order("ann", i));
        }
        var answer = ask(ANN, many);
        assertThat(api.wire().operations()).hasSize(2);
        assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(4);
    }

    @Test
    void the_sdl_has_what_composition_needs_and_nothing_that_clients_do_not_see() {
        var sdl = api.ask(ANN, "{ _service { sdl } }").data("/_service/sdl").asText();

        Parser.parse(sdl);
        assertThat(sdl)
                .startsWith(
                        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@external\", \"@key\", \"@shareable\", \"@tag\"])")
                .contains("type Order @key(fields: \"customer number\") {")
                .contains("type Review implements Node @key(fields: \"id\") {")
                .contains("type Room @key(fields: \"name\") {")
                .contains("type Product @key(fields: \"id\", resolvable: false) {")
                .contains("type PageInfo @shareable {")
                .contains("total: Decimal! @tag(name: \"money\")")
                .doesNotContain(
                        "_entities", "_service", "_Any", "tenant", "productId", "@table", "@auth");
    }

    @Test
    void the_sdl_is_off_where_introspection_is_off() {
        try (var closed = Api.of(SCHEMA, Map.of("SLUICE_INTROSPECTION", "off"))) {
            assertThat(closed.ask(ANN, "{ _service { sdl } }").text())
                    .doesNotContain("type Order")
                    .contains("\"errors\"");
            assertThat(closed.ask(ANN, ENTITIES, Map.of("of", List.of(order("ann", 1)))).errors())
                    .isEmpty();
        }
    }

    @Test
    void a_schema_without_federation_has_none_of_its_fields() {
        var schema =
                "type Query { me: User @getItem(key: \"id = $claims.sub\") @auth(rules: [{signedIn: true}]) } "
                        + "type User @table(name: \"Users\", partitionKey: \"{id}\") @auth(rules: [{owner: \"id\"}]) { id: ID! }";
        var catalog = SchemaCompiler.compile("api", schema);

        assertThat(catalog.fields().get("Query")).containsOnlyKeys("me");
        assertThat(catalog.clientSchema().toString()).doesNotContain("_Any");
    }
}
