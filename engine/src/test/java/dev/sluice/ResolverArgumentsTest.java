// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.Values;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A computed field receives its parents and its arguments.
class ResolverArgumentsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 100, readUnits: 100, writeUnits: 0) { query: Query }
            scalar Currency @constraint(pattern: "[A-Z]{3}")
            type Product @table(name: "Products", partitionKey: "{shop}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              shop: ID!
              id: ID!
              basePrice: Decimal!
              price(currency: Currency!, digits: Int! = 2 @constraint(max: 4), note: String): String!
                @resolver(name: "price", needs: ["basePrice"], requests: 2)
              own(currency: Currency!): String @resolver(name: "price", needs: ["basePrice"])
                @auth(rules: [{group: "staff"}])
            }
            type Query {
              products(shop: ID!, first: Int! = 20, after: String): ProductConnection!
                @query(keyCondition: "shop = $shop", maxItems: 20) @auth(rules: [{public: true}])
              product(shop: ID!, id: ID!): Product @getItem(key: "shop = $shop AND id = $id")
                @auth(rules: [{public: true}])
            }
            """;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Computation price =
            (products, arguments) -> {
                calls.add(products.size() + " " + arguments.string("currency"));
                return products.stream().map(product -> price(product, arguments)).toList();
            };
    private final Api api =
            Api.of(
                    SCHEMA,
                    Map.of(),
                    builder -> builder.resolvers(Resolvers.none().computes("price", price)));

    private static String price(Values product, Values arguments) {
        var digits = arguments.has("digits") ? arguments.integer("digits") : 2;
        return product.decimal("basePrice").setScale(digits)
                + " "
                + arguments.string("currency")
                + (arguments.has("note") ? arguments.string("note") : "");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void products(int count) {
        for (int i = 0; i < count; i++) {
            api.with(
                    "Product",
                    Map.of("shop", "s", "id", "p" + (10 + i), "basePrice", BigDecimal.valueOf(i)));
        }
    }

    @Test
    void one_call_is_made_for_all_parents_with_the_same_arguments() {
        products(10);

        var answer =
                api.ask(
                        Who.NOBODY,
                        """
                        query($c: Currency!) {
                          products(shop: "s") { edges { node {
                            a: price(currency: $c) b: price(currency: "CHF", digits: 2)
                            c: price(currency: "EUR", note: "?") } } }
                          product(shop: "s", id: "p13") { price(currency: "CHF") } }\
                        """,
                        Map.of("c", "CHF"));

        assertThat(answer.errors()).isEmpty();
        var fourth = answer.data("/products/edges/3/node");
        assertThat(fourth.path("a").asText()).isEqualTo("3.00 CHF");
        assertThat(fourth.path("b").asText()).isEqualTo("3.00 CHF");
        assertThat(fourth.path("c").asText()).isEqualTo("3.00 EUR?");
        assertThat(answer.data("/product/price").asText()).isEqualTo("3.00 CHF");
        assertThat(calls).containsExactlyInAnyOrder("21 CHF", "10 EUR");
    }

    @Test
    void each_selection_of_the_field_counts_in_the_bound() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ products(shop: \"s\") { edges { node { a: price(currency: \"CHF\")"
                                + " b: price(currency: \"EUR\") } } } }");

        assertThat(answer.body().at("/extensions/cost/bound/requests").asInt())
                .isEqualTo(1 + 2 * 2);
    }

    @Test
    void arguments_meet_their_constraints_and_have_their_defaults() {
        products(1);

        var wrong =
                api.ask(
                        Who.NOBODY,
                        "{ products(shop: \"s\") { edges { node { price(currency: \"chf\", digits: 5)"
                                + " } } } }");
        var variables = Collections.singletonMap("d", null);
        var absent =
                api.ask(
                        Who.NOBODY,
                        "query($d: Int = 3) { products(shop: \"s\") { edges { node {"
                                + " price(currency: \"CHF\", digits: $d) } } } }",
                        variables);

        assertThat(wrong.codes()).containsExactly("BAD_USER_INPUT", "BAD_USER_INPUT");
        assertThat(absent.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(calls).isEmpty();
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ product(shop: \"s\", id: \"p10\") { price(currency: \"CHF\") } }")
                                .data("/product/price")
                                .asText())
                .isEqualTo("0.00 CHF");
    }

    @Test
    void a_rule_of_the_field_is_judged_before_its_resolver_is_called() {
        products(1);
        var query = "{ product(shop: \"s\", id: \"p10\") { own(currency: \"CHF\") } }";

        assertThat(api.ask(Who.user("ann"), query).errors())
                .containsExactly("/product/own FORBIDDEN");
        assertThat(calls).isEmpty();
        assertThat(api.ask(Who.user("bob", "staff"), query).data("/product/own").asText())
                .isEqualTo("0.00 CHF");
    }
}
