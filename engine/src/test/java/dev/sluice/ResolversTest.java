// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.computation.InvalidResolversException;
import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.Values;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fields that Java resolvers compute or answer.
class ResolversTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 100, readUnits: 100, writeUnits: 0) { query: Query }
            type Book @table(name: "Books", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 1)
              @index(name: "byTitle", partitionKey: "{title}", project: [])
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              title: String!
              pages: [Page!] @constraint(maxItems: 3)
              secret: String @attribute(hidden: true)
              length: Int! @resolver(name: "length", needs: ["secret", "title"], requests: 2)
              staffOnly: Int @resolver(name: "length", needs: ["secret", "title"])
                @auth(rules: [{group: "staff"}])
              words: Int @resolver(name: "words", needs: ["pages"])
            }
            type Page { text: String!, at: DateTime, size: Int @resolver(name: "size", needs: ["text"]) }
            type Weather { celsius: Float!, days: [Day!]!, at: DateTime!, of: String
              risk: Risk @auth(rules: [{group: "staff"}]) }
            type Day { sky: Sky, rain: Decimal }
            enum Sky { CLEAR CLOUDY }
            type Risk { storm: Boolean }
            type Query {
              shelf(shelf: ID!, first: Int! = 100, after: String): BookConnection!
                @query(keyCondition: "shelf = $shelf", maxItems: 100) @auth(rules: [{public: true}])
              titled(title: String!, first: Int! = 10, after: String): BookConnection!
                @query(index: "byTitle", keyCondition: "title = $title", maxItems: 10) @auth(rules: [{public: true}])
              weather(city: String!, days: Int! = 1 @constraint(max: 9)): Weather
                @resolver(name: "weather", requests: 3) @auth(rules: [{public: true}])
              whoAmI: String @resolver(name: "whoAmI") @auth(rules: [{signedIn: true}])
            }
            """;

    private static final Resolvers RESOLVERS =
            Resolvers.none()
                    .computes("length", Computation.each(book -> book.string("title").length()))
                    .computes("words", Computation.each(ResolversTest::words))
                    .computes("size", Computation.each(page -> page.string("text").length()))
                    .answers("weather", (arguments, _) -> weather(arguments))
                    .answers("whoAmI", (_, request) -> request.caller().subject());

    private static int words(Values book) {
        return book.has("pages")
                ? book.objects("pages").stream()
                        .mapToInt(page -> page.string("text").split(" ").length)
                        .sum()
                : 0;
    }

    private static Map<String, Object> weather(Values arguments) {
        Map<String, Object> day = Map.of("sky", "CLEAR", "rain", new BigDecimal("1.50"));
        return Map.of(
                "celsius", 21.5,
                "at", Api.NOW,
                "of", arguments.string("city"),
                "risk", Map.of("storm", true),
                "days", IntStream.range(0, arguments.integer("days")).mapToObj(_ -> day).toList());
    }

    private static Api api() {
        return api(RESOLVERS);
    }

    private static Api api(Resolvers resolvers) {
        return Api.of(SCHEMA, Map.of(), builder -> builder.resolvers(resolvers));
    }

    /// Returns these resolvers, with one of them replaced.
    private static Resolvers with(String name, UnaryOperator<Resolvers> more) {
        var others = new HashMap<>(RESOLVERS.byName());
        others.remove(name);
        return more.apply(new Resolvers(others));
    }

    @Test
    void a_field_of_20_objects_is_computed_by_one_call() {
        var calls = new CopyOnWriteArrayList<Integer>();
        var counted =
                with(
                        "length",
                        all ->
                                all.computes(
                                        "length",
                                        (books, _) -> {
                                            calls.add(books.size());
                                            return books.stream()
                                                    .map(book -> book.string("title").length())
                                                    .toList();
                                        }));
        try (var api = api(counted)) {
            for (int i = 0; i < 20; i++) {
                api.with(
                        "Book",
                        Map.of("shelf", "s", "id", "b" + (i + 1), "title", "x".repeat(i + 1)));
            }

            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ shelf(shelf: \"s\") { edges { node { id length again: length } } } }");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/shelf/edges")).hasSize(20);
            for (var book : answer.data("/shelf").findValues("node")) {
                assertThat(book.path("again")).isEqualTo(book.path("length"));
                assertThat("b" + book.path("length").asInt()).isEqualTo(book.path("id").asText());
            }
            assertThat(calls).containsExactly(40);
            assertThat(answer.consumed("waves")).isEqualTo(1);
        }
    }

    @Test
    void what_a_field_needs_is_read_even_if_it_is_not_selected_or_not_in_the_index() {
        try (var api = api()) {
            api.with(
                    "Book",
                    Map.of(
                            "shelf", "s",
                            "id", "b",
                            "title", "T",
                            "pages", List.of(Map.of("text", "one two"), Map.of("text", "three"))));

            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ titled(title: \"T\") { edges { node { words pages { size } } } } }");

            assertThat(answer.data("/titled/edges/0/node/words").asInt()).isEqualTo(3);
            assertThat(answer.data("/titled/edges/0/node/pages/0/size").asInt()).isEqualTo(7);
            assertThat(answer.consumed("requests")).isEqualTo(2);
        }
    }

    @Test
    void a_rule_is_judged_before_a_resolver_is_called() {
        var calls = new CopyOnWriteArrayList<Integer>();
        var counted =
                with(
                        "length",
                        all ->
                                all.computes(
                                        "length",
                                        Computation.each(book -> {
                                            calls.add(1);
                                            return book.string("title").length();
                                        })));
        try (var api = api(counted)) {
            api.with("Book", Map.of("shelf", "s", "id", "b", "title", "T"));

            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ shelf(shelf: \"s\") { edges { node { staffOnly } } } whoAmI }");

            assertThat(answer.errors())
                    .containsExactlyInAnyOrder(
                            "/shelf/edges/0/node/staffOnly UNAUTHENTICATED",
                            "/whoAmI UNAUTHENTICATED");
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void a_resolver_answers_an_object_and_all_that_it_holds() {
        try (var api = api()) {
            var answer =
                    api.ask(
                            Who.user("ann"),
                            "{ whoAmI weather(city: \"Bern\", days: 2) { celsius at of days { sky rain } risk { storm } } }");

            assertThat(answer.data("/whoAmI").asText()).isEqualTo("ann");
            assertThat(answer.data("/weather").toString())
                    .isEqualTo(
                            """
                            {"celsius":21.5,"at":"2026-11-20T12:00:00.000Z","of":"Bern",\
                            "days":[{"sky":"CLEAR","rain":"1.50"},{"sky":"CLEAR","rain":"1.50"}],"risk":null}\
                            """);
            assertThat(answer.errors()).containsExactly("/weather/risk FORBIDDEN");
            assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(3);
            assertThat(answer.body().at("/extensions/cost/bound/waves").asInt()).isEqualTo(1);
        }
    }

    @Test
    void arguments_are_checked_before_a_resolver_is_called() {
        try (var api = api()) {
            assertThat(
                            api.ask(Who.NOBODY, "{ weather(city: \"Bern\", days: 10) { celsius } }")
                                    .codes())
                    .containsExactly("BAD_USER_INPUT");
        }
    }

    @Test
    void the_requests_of_resolvers_count_once_a_batch_and_once_a_field() {
        try (var api = api()) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "{ a: weather(city: \"a\") { of } b: weather(city: \"b\") { of }"
                                    + " shelf(shelf: \"s\", first: 20) { edges { node { length } } } }");

            assertThat(answer.body().at("/extensions/cost/bound/requests").asInt())
                    .isEqualTo(3 + 3 + 1 + 2);
        }
    }

    @Test
    void what_a_resolver_answers_is_not_kept_by_caches() {
        try (var api = api()) {
            assertThat(
                            api.plain(Who.NOBODY, "{ weather(city: \"a\") { of } }")
                                    .headers()
                                    .get("cache-control"))
                    .contains("no-store");
        }
    }

    @Test
    void a_resolver_that_is_late_is_interrupted_and_its_field_has_an_error() throws Exception {
        var interrupted = new CountDownLatch(1);
        Answer late =
                (_, request) -> {
                    try {
                        Thread.sleep(request.remaining().multipliedBy(100));
                        return null;
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                };
        try (var api = api(with("weather", all -> all.answers("weather", late)))) {
            var answer =
                    api.send(Who.NOBODY, Map.of("query", "{ weather(city: \"a\") { of } }"), 1_500);

            assertThat(answer.errors()).containsExactly("/weather DEADLINE_EXCEEDED");
            interrupted.await();
        }
    }

    static Stream<Answer> misfits() {
        return Stream.of(
                (_, _) -> "no object",
                (_, _) -> List.of(Map.of("celsius", 1.0)),
                (_, _) -> Map.of("celsius", "1.0"),
                (_, _) -> Map.of("celsius", Double.NaN),
                (_, _) -> Map.of("celsius", 1),
                (_, _) -> Map.of("of", "celsius is missing"),
                (_, _) -> {
                    throw new IllegalStateException("with a value");
                },
                (_, _) -> {
                    throw new StackOverflowError();
                });
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void an_answer_of_a_wrong_type_is_internal_at_its_field(Answer answer) {
        try (var api = api(with("weather", all -> all.answers("weather", answer)))) {
            var said =
                    api.ask(
                            Who.NOBODY,
                            "{ weather(city: \"a\") { celsius } shelf(shelf: \"s\") { edges { node { id } } } }");

            assertThat(said.codes()).containsExactly("INTERNAL");
            assertThat(said.data("/weather").isNull()).isTrue();
            assertThat(said.data("/shelf/edges")).isEmpty();
        }
    }

    @Test
    void an_enum_value_that_the_schema_lacks_is_internal() {
        Answer foggy =
                (_, _) -> Map.of("days", List.of(Map.of("sky", "FOG"), Map.of("sky", "CLOUDY")));
        try (var api = api(with("weather", all -> all.answers("weather", foggy)))) {
            var answer = api.ask(Who.NOBODY, "{ weather(city: \"a\") { days { sky } } }");

            assertThat(answer.errors()).containsExactly("/weather/days/0/sky INTERNAL");
            assertThat(answer.data("/weather/days/1/sky").asText()).isEqualTo("CLOUDY");
        }
    }

    static Stream<Computation> wrongBatches() {
        return Stream.of(
                (_, _) -> List.of(),
                (books, _) -> Arrays.asList(new @Nullable Object[books.size() + 1]),
                (_, _) -> {
                    throw new IOException("no line");
                });
    }

    @ParameterizedTest
    @MethodSource("wrongBatches")
    void a_batch_of_a_wrong_size_is_internal_for_each_object(Computation computation) {
        try (var api = api(with("words", all -> all.computes("words", computation)))) {
            api.with("Book", Map.of("shelf", "s", "id", "a", "title", "T"));
            api.with("Book", Map.of("shelf", "s", "id", "b", "title", "T"));

            var answer =
                    api.ask(Who.NOBODY, "{ shelf(shelf: \"s\") { edges { node { id words } } } }");

            assertThat(answer.errors())
                    .containsExactlyInAnyOrder(
                            "/shelf/edges/0/node/words INTERNAL",
                            "/shelf/edges/1/node/words INTERNAL");
            assertThat(answer.data("/shelf/edges/1/node/id").asText()).isEqualTo("b");
        }
    }

    @Test
    void one_value_may_be_null_and_another_of_a_wrong_type() {
        Computation mixed = (_, _) -> new ArrayList<@Nullable Object>(Arrays.asList(null, "x", 3));
        try (var api = api(with("words", all -> all.computes("words", mixed)))) {
            for (var id : List.of("a", "b", "c")) {
                api.with("Book", Map.of("shelf", "s", "id", id, "title", "T"));
            }

            var answer =
                    api.ask(Who.NOBODY, "{ shelf(shelf: \"s\") { edges { node { words } } } }");

            assertThat(answer.errors()).containsExactly("/shelf/edges/1/node/words INTERNAL");
            assertThat(answer.data("/shelf/edges/0/node/words").isNull()).isTrue();
            assertThat(answer.data("/shelf/edges/2/node/words").asInt()).isEqualTo(3);
        }
    }

    @Test
    void resolvers_that_are_not_those_of_the_schema_stop_the_start() {
        var wrong =
                Resolvers.none()
                        .computes("length", Computation.each(_ -> 1))
                        .computes("weather", Computation.each(_ -> 1))
                        .answers("whoAmI", (_, _) -> null)
                        .computes("size", Computation.each(_ -> 1))
                        .answers("spare", (_, _) -> null);

        assertThatThrownBy(() -> api(wrong))
                .isInstanceOf(InvalidResolversException.class)
                .hasMessage(
                        """
                        Book.words: there is no resolver `words`. Fix: add it with Resolvers.computes("words", ...).
                        Query.weather: the resolver `weather` was added with `computes`, but here it answers. Fix: add it with `answers`, or use another resolver.
                        No field uses the resolver `spare`. Fix: use it in @resolver(name:), or remove it.\
                        """);
        assertThatThrownBy(() -> wrong.answers("length", (_, _) -> null))
                .hasMessage("two resolvers are called length");
    }

    @Test
    void a_value_that_is_not_there_or_of_another_type_is_not_given() {
        var values = Values.of(Map.of("n", 1, "at", Instant.EPOCH, "list", List.of("a")));

        assertThat(values.integer("n")).isEqualTo(1);
        assertThat(values.instant("at")).isEqualTo(Instant.EPOCH);
        assertThat(values.list("list")).containsExactly("a");
        assertThat(values.has("m")).isFalse();
        assertThatThrownBy(() -> values.string("n"))
                .hasMessage("`n` is an Integer; expected String");
        assertThatThrownBy(() -> values.decimal("m"))
                .hasMessage("`m` is missing; expected BigDecimal");
        assertThatThrownBy(() -> values.objects("list"))
                .hasMessage("`list[0]` is a String; expected an object");
    }
}
