// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Preparation;
import dev.sluice.resolver.ResolverException;
import dev.sluice.resolver.Resolvers;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Logged;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// A Java resolver fails a field with a code that the schema declares.
class ResolverCodesTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 100, readUnits: 100, writeUnits: 100) { query: Query, mutation: Mutation }
            type Coupon @table(name: "Coupons", partitionKey: "{shop}", sortKey: "{id}")
              @auth(rules: [{public: true}]) {
              shop: ID!
              id: ID!
              state: String!
              worth: Int @resolver(name: "worth", needs: ["state"], codes: ["EXPIRED", "SPENT"])
              plain: Int @resolver(name: "worth", needs: ["state"])
              sure: Int! @resolver(name: "worth", needs: ["state"], codes: ["EXPIRED"])
            }
            type Query {
              coupons(shop: ID!, first: Int! = 10, after: String): CouponConnection!
                @query(keyCondition: "shop = $shop", maxItems: 10) @auth(rules: [{public: true}])
              discount(coupon: String!): Int @resolver(name: "discount", codes: "EXPIRED")
                @auth(rules: [{public: true}])
            }
            type Mutation {
              addCoupon(id: ID!): Coupon @auth(rules: [{public: true}])
                @resolver(name: "fresh", provides: ["state"], codes: ["NOT_NOW"])
                @write(put: "Coupon", item: "shop = 's', id = $id, state = $prepared.state")
            }
            """;

    private static final String COUPONS =
            "{ coupons(shop: \"s\") { edges { node { id worth } } } }";

    private static final Answer EXPIRED =
            (_, _) -> {
                throw new ResolverException("EXPIRED", "This coupon {has} \"expired\".");
            };

    private static final Preparation FRESH = _ -> Map.of("state", "OPEN");

    private static Object worth(String state) {
        if (state.equals("OPEN")) {
            return 5;
        }
        throw new ResolverException(state, "This coupon is " + state);
    }

    private static final Computation EACH =
            Computation.each(coupon -> worth(coupon.string("state")));

    private static Api api(Answer discount, Computation worth, Preparation fresh) {
        var resolvers =
                Resolvers.none()
                        .answers("discount", discount)
                        .computes("worth", worth)
                        .prepares("fresh", fresh);
        return Api.of(SCHEMA, Map.of(), builder -> builder.resolvers(resolvers));
    }

    private static Api api(Computation worth, String... states) {
        var api = api(EXPIRED, worth, FRESH);
        for (int i = 0; i < states.length; i++) {
            api.with("Coupon", Map.of("shop", "s", "id", "c" + i, "state", states[i]));
        }
        return api;
    }

    @Test
    void a_declared_code_and_its_message_are_an_error_at_the_field() {
        try (var api = api(EACH)) {
            var answer = api.ask(Who.NOBODY, "{ discount(coupon: \"c\") }");

            assertThat(answer.errors()).containsExactly("/discount EXPIRED");
            assertThat(answer.body().at("/errors/0/message").asText())
                    .isEqualTo("This coupon {has} \"expired\".");
            assertThat(answer.body().at("/errors/0/extensions").toString())
                    .isEqualTo("{\"code\":\"EXPIRED\"}");
            assertThat(answer.body().at("/errors/0/locations/0/line").asInt()).isEqualTo(1);
            assertThat(answer.data("/discount").isNull()).isTrue();
        }
    }

    static Stream<Answer> wrapped() {
        return Stream.of(
                (_, _) -> {
                    throw new CompletionException(new ResolverException("EXPIRED", "m"));
                },
                (_, _) ->
                        CompletableFuture.failedFuture(new ResolverException("EXPIRED", "m")).get(),
                (_, _) ->
                        CompletableFuture.supplyAsync(() -> worth("EXPIRED"))
                                .thenApply(value -> value)
                                .join());
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_failure_of_a_future_is_the_failure_itself(Answer answer) {
        try (var api = api(answer, EACH, FRESH)) {
            assertThat(api.ask(Who.NOBODY, "{ discount(coupon: \"c\") }").errors())
                    .containsExactly("/discount EXPIRED");
        }
    }

    @Test
    void an_undeclared_code_is_internal_and_logged_with_its_field() {
        Answer spent =
                (_, _) -> {
                    throw new ResolverException("SPENT", "with a secret");
                };
        try (var api = api(spent, EACH, FRESH)) {
            var log =
                    Logged.during(() -> {
                        var answer = api.ask(Who.NOBODY, "{ discount(coupon: \"c\") }");

                        assertThat(answer.errors()).containsExactly("/discount INTERNAL");
                        assertThat(answer.text()).doesNotContain("SPENT", "secret");
                    });

            assertThat(log)
                    .contains(
                            "The resolver discount of Query.discount failed with the code SPENT,"
                                    + " which @resolver(codes:) does not declare.")
                    .doesNotContain("secret");
        }
    }

    @Test
    void one_object_of_a_batch_fails_with_a_code_and_no_other_does() {
        try (var api = api(EACH, "OPEN", "EXPIRED", "SPENT", "OPEN", "LOST")) {
            var log =
                    Logged.during(() -> {
                        var answer = api.ask(Who.NOBODY, COUPONS);

                        assertThat(answer.errors())
                                .containsExactlyInAnyOrder(
                                        "/coupons/edges/1/node/worth EXPIRED",
                                        "/coupons/edges/2/node/worth SPENT",
                                        "/coupons/edges/4/node/worth INTERNAL");
                        assertThat(answer.data("/coupons").findValuesAsText("worth"))
                                .containsExactly("5", "null", "null", "5", "null");
                    });

            assertThat(log).contains("Coupon.worth failed with the code LOST");
        }
    }

    @Test
    void the_codes_of_a_field_are_not_those_of_another() {
        try (var api = api(EACH, "EXPIRED")) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ coupons(shop: \"s\") { edges { node { worth plain } } } }");

            assertThat(answer.errors())
                    .containsExactlyInAnyOrder(
                            "/coupons/edges/0/node/worth EXPIRED",
                            "/coupons/edges/0/node/plain INTERNAL");
        }
    }

    @Test
    void the_code_of_a_field_that_cannot_be_null_is_reported_at_the_field() {
        try (var api = api(EACH, "EXPIRED", "OPEN")) {
            var answer =
                    api.ask(Who.NOBODY, "{ coupons(shop: \"s\") { edges { node { id sure } } } }");

            assertThat(answer.errors()).containsExactly("/coupons/edges/0/node/sure EXPIRED");
            assertThat(answer.data("/coupons/edges/0/node").isNull()).isTrue();
            assertThat(answer.data("/coupons/edges/1/node/sure").asInt()).isEqualTo(5);
        }
    }

    @Test
    void what_a_batch_throws_fails_each_object_with_its_code() {
        Computation expired =
                (_, _) -> {
                    throw new ResolverException("EXPIRED", "All of them are.");
                };
        try (var api = api(expired, "OPEN", "OPEN")) {
            assertThat(api.ask(Who.NOBODY, COUPONS).errors())
                    .containsExactlyInAnyOrder(
                            "/coupons/edges/0/node/worth EXPIRED",
                            "/coupons/edges/1/node/worth EXPIRED");
        }
    }

    @Test
    void an_exception_in_a_list_fails_the_object_in_whose_place_it_is() {
        Computation mixed =
                (coupons, _) -> {
                    var given = new ArrayList<@Nullable Object>(List.of(1));
                    given.add(new IllegalStateException("with a value"));
                    given.add(null);
                    assertThat(coupons).hasSize(3);
                    return given;
                };
        try (var api = api(mixed, "a", "b", "c")) {
            var answer = api.ask(Who.NOBODY, COUPONS);

            assertThat(answer.errors()).containsExactly("/coupons/edges/1/node/worth INTERNAL");
            assertThat(answer.data("/coupons").findValuesAsText("worth"))
                    .containsExactly("1", "null", "null");
        }
    }

    @Test
    void objects_that_fail_in_the_same_way_are_logged_once() {
        var failing =
                Computation.each(coupon -> {
                    throw new IllegalStateException(coupon.string("state"));
                });
        try (var api = api(failing, "a", "b", "c")) {
            var log =
                    Logged.during(
                            () -> assertThat(api.ask(Who.NOBODY, COUPONS).codes()).hasSize(3));

            assertThat(log.lines().filter(line -> line.contains("Coupon.worth failed"))).hasSize(1);
        }
    }

    @Test
    void a_mutation_that_cannot_be_prepared_has_the_code_and_writes_nothing() {
        Preparation notNow =
                _ -> {
                    throw new ResolverException("NOT_NOW", "Come back tomorrow.");
                };
        try (var api = api(EXPIRED, EACH, notNow)) {
            var answer = api.ask(Who.NOBODY, "mutation { addCoupon(id: \"c\") { id } }");

            assertThat(answer.errors()).containsExactly("/addCoupon NOT_NOW");
            assertThat(answer.body().at("/errors/0/extensions").toString())
                    .isEqualTo("{\"code\":\"NOT_NOW\",\"applied\":\"no\"}");
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    @Test
    void a_value_that_a_resolver_lacks_is_logged_by_path_and_types() {
        var lacking = Computation.each(coupon -> coupon.decimal("state"));
        try (var api = api(lacking, "a")) {
            var log = Logged.during(() -> api.ask(Who.NOBODY, COUPONS));

            assertThat(log)
                    .contains(
                            "The resolver worth of Coupon.worth failed: `state` is a String;"
                                    + " expected BigDecimal.");
        }
    }

    @Test
    void a_code_and_a_message_are_never_blank() {
        assertThatThrownBy(() -> new ResolverException(" ", "m"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResolverException("EXPIRED", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
