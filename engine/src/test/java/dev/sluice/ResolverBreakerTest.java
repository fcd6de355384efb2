// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.ResolverException;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Java resolvers whose service does not work.
class ResolverBreakerTest {
    private static final int ENOUGH = 10;

    private static final String SCHEMA =
            """
            type Book @table(name: "Books", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              stars: Float! @resolver(name: "stars", needs: ["id"], requests: 1, fallback: 0.0)
              price: Decimal @resolver(name: "price", needs: ["id"], requests: 1)
            }
            type Weather { celsius: Float!, sky: Sky, days: [Day!]!, at: DateTime, rain: Decimal, other: JSON }
            type Day { sky: Sky!, text: String }
            enum Sky { CLEAR CLOUDY }
            union Place = Town | Sea
            type Town { name: String }
            type Sea { name: String }
            type Query {
              shelf(shelf: ID!, first: Int! = 100, after: String): BookConnection!
                @query(keyCondition: "shelf = $shelf", maxItems: 100) @auth(rules: [{public: true}])
              weather: Weather! @resolver(name: "weather", requests: 3, codes: ["NO_SUCH_CITY"], fallback: {
                celsius: 20.5, sky: CLOUDY, days: [{sky: CLEAR}], at: "2026-01-31T12:00:00+01:00", rain: "1.50"
                other: {a: [1, true, null, "b"]} })
                @auth(rules: [{public: true}])
              news: [String!] @resolver(name: "news", requests: 1, fallback: null) @auth(rules: [{public: true}])
              place: [Place!] @resolver(name: "place", requests: 1, fallback: []) @auth(rules: [{public: true}])
              local: String @resolver(name: "local") @auth(rules: [{public: true}])
            }
            """;

    private static final String WEATHER =
            "{ weather { celsius sky days { sky text } at rain other } }";

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean works = new AtomicBoolean();

    private Api api() {
        Computation stars = (books, _) -> Collections.nCopies(books.size(), count(4.5));
        return Api.of(
                SCHEMA,
                Map.of(),
                builder ->
                        builder.resolvers(
                                Resolvers.none()
                                        .computes("stars", stars)
                                        .computes(
                                                "price",
                                                (books, _) -> {
                                                    calls.incrementAndGet();
                                                    return new ArrayList<Object>(
                                                            Collections.nCopies(
                                                                    books.size(),
                                                                    new IOException("down")));
                                                })
                                        .answers("weather", weather())
                                        .answers("news", (_, _) -> count(List.of("n")))
                                        .answers("place", (_, _) -> count(List.of()))
                                        .answers("local", (_, _) -> count("l"))));
    }

    private Answer weather() {
        return (_, _) -> count(Map.of("celsius", 1.5, "days", List.of()));
    }

    private <T> T count(T value) throws IOException {
        calls.incrementAndGet();
        if (!works.get()) {
            throw new IOException("down");
        }
        return value;
    }

    @Test
    void a_field_with_a_fallback_has_it_if_the_resolver_fails() {
        try (var api = api()) {
            var answer = api.ask(Who.NOBODY, WEATHER);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/weather").toString())
                    .isEqualTo(
                            """
                            {"celsius":20.5,"sky":"CLOUDY","days":[{"sky":"CLEAR","text":null}],\
                            "at":"2026-01-31T11:00:00.000Z","rain":"1.50","other":{"a":[1,true,null,"b"]}}\
                            """);
            var others = api.ask(Who.NOBODY, "{ news place { __typename } }");
            assertThat(others.errors()).isEmpty();
            assertThat(others.data().toString()).isEqualTo("{\"news\":null,\"place\":[]}");
            assertThat(answer.headers().get("cache-control")).contains("no-store");
        }
    }

    @Test
    void a_resolver_that_fails_again_and_again_is_not_called_until_a_call_succeeds()
            throws InterruptedException {
        try (var api = api()) {
            for (int i = 0; i < ENOUGH; i++) {
                api.ask(Who.NOBODY, WEATHER);
            }
            calls.set(0);
            var answer = api.ask(Who.NOBODY, WEATHER);

            assertThat(calls).hasValue(0);
            assertThat(answer.data("/weather/celsius").asDouble()).isEqualTo(20.5);

            works.set(true);
            Thread.sleep(Duration.ofMillis(2_100));
            assertThat(api.ask(Who.NOBODY, WEATHER).data("/weather/celsius").asDouble())
                    .isEqualTo(1.5);
            assertThat(calls).hasValue(1);
            assertThat(api.ask(Who.NOBODY, WEATHER).data("/weather/celsius").asDouble())
                    .isEqualTo(1.5);
        }
    }

    @Test
    void a_field_without_a_fallback_is_unavailable_while_the_breaker_is_open() {
        try (var api = api()) {
            api.with("Book", Map.of("shelf", "s", "id", "a"));
            api.with("Book", Map.of("shelf", "s", "id", "b"));
            var query = "{ shelf(shelf: \"s\") { edges { node { id price } } } }";
            for (int i = 0; i < ENOUGH; i++) {
                assertThat(api.ask(Who.NOBODY, query).codes())
                        .containsExactly("INTERNAL", "INTERNAL");
            }
            calls.set(0);
            var answer = api.ask(Who.NOBODY, query);

            assertThat(calls).hasValue(0);
            assertThat(answer.errors())
                    .containsExactlyInAnyOrder(
                            "/shelf/edges/0/node/price UNAVAILABLE",
                            "/shelf/edges/1/node/price UNAVAILABLE");
            assertThat(answer.data("/shelf/edges/1/node/id").asText()).isEqualTo("b");
        }
    }

    @Test
    void each_object_of_a_computation_has_the_fallback() {
        try (var api = api()) {
            api.with("Book", Map.of("shelf", "s", "id", "a"));
            api.with("Book", Map.of("shelf", "s", "id", "b"));
            var answer =
                    api.ask(Who.NOBODY, "{ shelf(shelf: \"s\") { edges { node { stars } } } }");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/shelf/edges/0/node/stars").asDouble()).isZero();
            assertThat(answer.data("/shelf/edges/1/node/stars").asDouble()).isZero();
            assertThat(api.fallbacks()).containsExactly(new FieldFallback("Book.stars", 2));
        }
    }

    @Test
    void a_resolver_without_requests_has_no_breaker() {
        try (var api = api()) {
            for (int i = 0; i < 2 * ENOUGH; i++) {
                assertThat(api.ask(Who.NOBODY, "{ local }").codes()).containsExactly("INTERNAL");
            }
            assertThat(calls).hasValue(2 * ENOUGH);
        }
    }

    @Test
    void a_code_that_the_schema_declares_is_an_answer() {
        Answer refusing =
                (_, _) -> {
                    calls.incrementAndGet();
                    throw new ResolverException("NO_SUCH_CITY", "There is no such city.");
                };
        try (var api =
                Api.of(
                        """
                        type Query { weather: String @resolver(name: "weather", requests: 1,
                          codes: ["NO_SUCH_CITY"], fallback: "fine") @auth(rules: [{public: true}]) }
                        """,
                        Map.of(),
                        builder ->
                                builder.resolvers(Resolvers.none().answers("weather", refusing)))) {
            for (int i = 0; i < 2 * ENOUGH; i++) {
                assertThat(api.ask(Who.NOBODY, "{ weather }").codes())
                        .containsExactly("NO_SUCH_CITY");
            }
            assertThat(calls).hasValue(2 * ENOUGH);
        }
    }

    @Test
    void a_resolver_that_hangs_leaves_time_for_what_follows() {
        Answer hanging =
                (_, _) -> {
                    Thread.sleep(Duration.ofSeconds(20));
                    return "never";
                };
        try (var api =
                Api.of(
                        """
                        type Node @table(name: "Nodes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                          id: ID!
                          nextId: ID
                          next: Node @getItem(key: "id = $parent.nextId")
                        }
                        type Query {
                          weather: String @resolver(name: "weather", requests: 1) @auth(rules: [{public: true}])
                          node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
                        }
                        """,
                        Map.of(),
                        builder ->
                                builder.resolvers(Resolvers.none().answers("weather", hanging)))) {
            api.with("Node", Map.of("id", "a", "nextId", "b"));
            api.with("Node", Map.of("id", "b", "nextId", "a"));
            var answer =
                    api.send(
                            Who.NOBODY,
                            Map.of("query", "{ weather node(id: \"a\") { next { next { id } } } }"),
                            5_000);

            assertThat(answer.errors()).containsExactly("/weather DEADLINE_EXCEEDED");
            assertThat(answer.data("/node/next/next/id").asText()).isEqualTo("a");
        }
    }

    @Test
    void a_resolver_that_is_late_has_its_fallback_and_opens_its_breaker() {
        Answer slow =
                (_, _) -> {
                    calls.incrementAndGet();
                    Thread.sleep(Duration.ofSeconds(20));
                    return "never";
                };
        try (var api =
                Api.of(
                        """
                        type Query { weather: String @resolver(name: "weather", requests: 1,
                          fallback: "fine") @auth(rules: [{public: true}]) }
                        """,
                        Map.of(),
                        builder -> builder.resolvers(Resolvers.none().answers("weather", slow)))) {
            for (int i = 0; i < ENOUGH; i++) {
                var answer = api.send(Who.NOBODY, Map.of("query", "{ weather }"), 1_700);
                assertThat(answer.errors()).isEmpty();
                assertThat(answer.data("/weather").asText()).isEqualTo("fine");
            }
            calls.set(0);
            api.send(Who.NOBODY, Map.of("query", "{ weather }"), 1_700);
            assertThat(calls).hasValue(0);
        }
    }
}
