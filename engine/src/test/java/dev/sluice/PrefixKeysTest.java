// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lists of types in which one type's sort key is a prefix of another's.
final class PrefixKeysTest {
    private static final Api API =
            Api.of(
                            """
                            union OrderPart = Order | Line
                            union AnyPart = Head | Order | Line
                            type Head @table(name: "Shop", partitionKey: "C#{customer}", sortKey: "ORDER") @auth(rules: [{public: true}]) {
                              customer: ID!
                            }
                            type Order @table(name: "Shop", partitionKey: "C#{customer}", sortKey: "ORDER#{id}") @auth(rules: [{public: true}]) {
                              customer: ID!
                              id: ID!
                            }
                            type Line @table(name: "Shop", partitionKey: "C#{customer}", sortKey: "ORDER#{id}#{n}") @auth(rules: [{public: true}]) {
                              customer: ID!
                              id: ID!
                              n: String!
                            }
                            type Query {
                              all(first: Int! = 20, after: String): AnyPartConnection!
                                @query(keyCondition: "customer = 'c'") @auth(rules: [{public: true}])
                              parts(id: ID!, first: Int! = 20, after: String): OrderPartConnection!
                                @query(keyCondition: "customer = 'c' AND id = $id") @auth(rules: [{public: true}])
                              optional(id: ID, first: Int! = 20, after: String): OrderPartConnection!
                                @query(keyCondition: "customer = 'c' AND id = $id") @auth(rules: [{public: true}])
                              before(id: ID!, first: Int! = 20, after: String): OrderPartConnection!
                                @query(keyCondition: "customer = 'c' AND id < $id") @auth(rules: [{public: true}])
                              between(id: ID!, first: Int! = 20, after: String): OrderPartConnection!
                                @query(keyCondition: "customer = 'c' AND id BETWEEN $id AND $id") @auth(rules: [{public: true}])
                              order(id: ID!, first: Int! = 20, after: String): OrderConnection!
                                @query(keyCondition: "customer = 'c' AND id = $id") @auth(rules: [{public: true}])
                              lines(id: ID!, first: Int! = 20, after: String): LineConnection!
                                @query(keyCondition: "customer = 'c' AND id = $id") @auth(rules: [{public: true}])
                              head(first: Int! = 20, after: String): HeadConnection!
                                @query(keyCondition: "customer = 'c'") @auth(rules: [{public: true}])
                            }
                            """)
                    .with("Head", Map.of("customer", "c"))
                    .withAll(
                            "Order",
                            List.of(
                                    Map.of("customer", "c", "id", "o1"),
                                    Map.of("customer", "c", "id", "o2")))
                    .withAll(
                            "Line",
                            List.of(
                                    Map.of("customer", "c", "id", "o1", "n", "1"),
                                    Map.of("customer", "c", "id", "o1", "n", "2"),
                                    Map.of("customer", "c", "id", "o2", "n", "1")));

    @AfterAll
    static void close() {
        API.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'parts(id: \"o1\")', 'o1 o1/1 o1/2'",
        "'optional(id: \"o1\")', 'o1 o1/1 o1/2'",
        "'optional(id: null)', 'o1 o1/1 o1/2 o2 o2/1'",
        "'before(id: \"o1\")', ''",
        "'before(id: \"o2\")', 'o1 o1/1 o1/2'",
        "'between(id: \"o1\")', 'o1 o1/1 o1/2'",
        "'order(id: \"o1\")', 'o1'",
        "'lines(id: \"o1\")', 'o1/1 o1/2'",
        "'all', 'head o1 o1/1 o1/2 o2 o2/1'",
        "'head', 'head'"
    })
    void each_list_has_the_items_that_its_terms_say(String field, String expected) {
        var spread =
                List.of("... on Order { id }", "... on Line { id n }", "... on Head { customer }");
        var selected =
                field.startsWith("order")
                        ? spread.get(0)
                        : field.startsWith("lines")
                                ? spread.get(1)
                                : field.startsWith("head")
                                        ? spread.get(2)
                                        : field.equals("all")
                                                ? String.join(" ", spread)
                                                : spread.get(0) + " " + spread.get(1);
        var answer =
                API.ask(
                        Who.NOBODY,
                        "{ list: %s { edges { node { %s } } } }".formatted(field, selected));

        var found = new ArrayList<String>();
        answer.data("/list/edges")
                .forEach(edge -> {
                    var node = edge.get("node");
                    found.add(
                            node.has("n")
                                    ? node.get("id").asText() + "/" + node.get("n").asText()
                                    : node.has("id") ? node.get("id").asText() : "head");
                });
        assertThat(answer.codes()).isEmpty();
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }
}
