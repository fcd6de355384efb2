// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Errors of a client's input give the place of each wrong value, all at once.
class InputErrorsTest {
    private static final String ORDERED = "query($order: Order!) { ordered(order: $order) { id } }";

    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(
                        """
                        enum Size { SMALL LARGE }
                        input Line { product: ID! @constraint(minLength: 2), quantity: Int! @constraint(min: 1, max: 9), size: Size }
                        input Order { id: ID! = "ab", lines: [Line!]! @constraint(maxItems: 50), note: String @constraint(pattern: "[a-z]+"), price: Decimal @constraint(max: 99.5) }
                        input Way @oneOf { id: ID, name: String @constraint(maxLength: 3) }
                        type Thing @table(name: "Things", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
                          id: ID!
                          name: String
                          other(id: ID! @constraint(maxLength: 3)): Thing @getItem(key: "id = $id")
                        }
                        type Place @table(name: "Places", partitionKey: "{id}", sortKey: "{name}") @auth(rules: [{public: true}]) {
                          id: ID!
                          name: String!
                        }
                        type Query {
                          thing(id: ID! @constraint(maxLength: 3)): Thing @getItem(key: "id = $id") @auth(rules: [{public: true}])
                          things(ids: [ID!]! @constraint(maxItems: 3)): [Thing]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
                          ordered(order: Order!): Thing @getItem(key: "id = $order.id") @auth(rules: [{public: true}])
                          found(way: Way!, first: Int! = 5, after: String): PlaceConnection!
                            @query(keyCondition: "id = 'ab' AND name = $way.name", maxItems: 5) @auth(rules: [{public: true}])
                          pages(id: ID!, first: Int! = 5, after: String): ThingConnection!
                            @query(keyCondition: "id = $id", maxItems: 5) @auth(rules: [{public: true}])
                        }
                        """);
        api.with("Thing", Map.of("id", "ab"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void each_value_that_does_not_fit_its_type_is_reported_with_its_path() {
        var lines =
                List.of(
                        line("canary", 1, "SMALL"),
                        line("ab", "canary", "SMALL"),
                        line(true, 1.5, "canary"));
        var order = new HashMap<String, Object>(Map.of("lines", lines, "price", "canary"));
        order.put("canary", 1);

        var answer = ordered(order);

        assertThat(reported(answer, "variable"))
                .containsExactlyInAnyOrder(
                        "order",
                        "order.lines[1].quantity",
                        "order.lines[2].product",
                        "order.lines[2].quantity",
                        "order.lines[2].size",
                        "order.price");
        assertThat(reported(answer, "reason")).containsOnly("VARIABLE_NOT_OF_ITS_TYPE");
        assertThat(answer.text()).doesNotContain("canary");
    }

    @Test
    void a_missing_value_is_reported_with_the_path_that_it_should_have() {
        var answer = ordered(Map.of("lines", Arrays.asList(Map.of("product", "ab"), null)));

        assertThat(reported(answer, "variable"))
                .containsExactly("order.lines[0].quantity", "order.lines[1]");
        assertThat(reported(api.ask(Who.NOBODY, ORDERED), "variable")).containsExactly("order");
        assertThat(reported(ordered(Map.of()), "variable")).containsExactly("order.lines");
    }

    @Test
    void one_of_several_members_is_reported_with_its_position() {
        var query =
                "query($a: Way!, $b: Way!, $c: Way!) { a: found(way: $a) { pageInfo { hasNextPage }"
                        + " } b: found(way: $b) { pageInfo { hasNextPage } } c: found(way: $c) {"
                        + " pageInfo { hasNextPage } } }";
        var none = new HashMap<String, Object>();
        none.put("id", null);

        var answer =
                api.ask(
                        Who.NOBODY,
                        query,
                        Map.of("a", Map.of("id", "x", "name", "y"), "b", none, "c", Map.of()));

        assertThat(reported(answer, "variable")).containsExactly("a", "b", "c");
    }

    @Test
    void a_list_may_be_sent_as_its_one_element() {
        var query = "query($ids: [ID!]!) { things(ids: $ids) { id } }";

        assertThat(api.ask(Who.NOBODY, query, Map.of("ids", "ab")).data("/things")).hasSize(1);
        assertThat(reported(api.ask(Who.NOBODY, query, Map.of("ids", true)), "variable"))
                .containsExactly("ids");
    }

    @Test
    void each_alias_is_reported_with_its_argument_and_its_variable() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        """
                        query($v: ID!, $note: String) {
                          a: thing(id: "canary") { id }
                          b: thing(id: $v) { c: other(id: "canary") { id } d: other(id: $v) { id } }
                          e: ordered(order: {lines: [{product: $v, quantity: 10}], note: $note}) { id }
                          f: pages(id: "ab", first: 6) { edges { cursor } }
                        }
                        """,
                        Map.of("v", "canary", "note", "CANARY"));

        assertThat(places(answer))
                .containsExactlyInAnyOrder(
                        "a id null maxLength",
                        "b id v maxLength",
                        "b.c id null maxLength",
                        "b.d id v maxLength",
                        "e order.lines[0].quantity null max",
                        "e order.note note pattern",
                        "f first null null");
        assertThat(answer.text()).doesNotContain("canary", "CANARY");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void a_constraint_inside_a_variable_is_reported_with_both_paths() {
        var answer =
                ordered(Map.of("lines", List.of(line("ab", 1, "SMALL"), line("a", 0, "LARGE"))));

        assertThat(places(answer))
                .containsExactlyInAnyOrder(
                        "ordered order.lines[1].product order.lines[1].product minLength",
                        "ordered order.lines[1].quantity order.lines[1].quantity min");
    }

    @Test
    void types_and_constraints_are_reported_at_once() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($v: ID!, $w: ID!) { a: thing(id: $v) { id } b: thing(id: $w) { id }"
                                + " }",
                        Map.of("v", true, "w", "canary"));

        assertThat(reported(answer, "reason"))
                .containsExactly("VARIABLE_NOT_OF_ITS_TYPE", "CONSTRAINT_NOT_MET");
        assertThat(reported(answer, "variable")).containsExactly("v", "w");
    }

    @Test
    void at_most_twenty_are_reported() {
        assertThat(
                        reported(
                                ordered(
                                        Map.of(
                                                "lines",
                                                Collections.nCopies(30, line("ab", 0, "SMALL")))),
                                "argument"))
                .hasSize(20)
                .startsWith("order.lines[0].quantity")
                .endsWith("order.lines[19].quantity");
        assertThat(
                        reported(
                                ordered(
                                        Map.of(
                                                "lines",
                                                Collections.nCopies(30, line("ab", "", "SMALL")))),
                                "variable"))
                .hasSize(20);
    }

    @Test
    void numbers_are_numbers() {
        var order = Map.of("lines", List.of(line("a", 10, "SMALL")), "note", "A", "price", "99.51");

        var bounds = new HashMap<String, String>();
        ordered(order)
                .body()
                .path("errors")
                .forEach(error ->
                        bounds.put(
                                error.at("/extensions/constraint").asText()
                                        + " "
                                        + error.at("/extensions/argument").asText(),
                                error.at("/extensions/bound").toString()));

        assertThat(bounds)
                .containsEntry("minLength order.lines[0].product", "2")
                .containsEntry("max order.lines[0].quantity", "9")
                .containsEntry("max order.price", "99.5")
                .containsEntry("pattern order.note", "\"[a-z]+\"");
    }

    private static Answer ordered(Map<String, ?> order) {
        return api.ask(Who.NOBODY, ORDERED, Map.of("order", order));
    }

    private static Map<String, Object> line(Object product, Object quantity, Object size) {
        return Map.of("product", product, "quantity", quantity, "size", size);
    }

    private static List<String> reported(Answer answer, String member) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.codes()).containsOnly("BAD_USER_INPUT");
        var reported = new ArrayList<String>();
        answer.body()
                .path("errors")
                .forEach(error -> reported.add(error.at("/extensions/" + member).asText()));
        return reported;
    }

    /// Returns field, argument, variable and constraint of each error.
    private static List<String> places(Answer answer) {
        assertThat(answer.codes()).containsOnly("BAD_USER_INPUT");
        var places = new ArrayList<String>();
        for (var error : answer.body().path("errors")) {
            var said = error.path("extensions");
            places.add(
                    "%s %s %s %s"
                            .formatted(
                                    said.path("field").asText("null"),
                                    said.path("argument").asText("null"),
                                    said.path("variable").asText("null"),
                                    said.path("constraint").asText("null")));
        }
        return places;
    }
}
