// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.TypedObject;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Logged;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A Java resolver answers an interface or a union.
class TypedObjectsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 100, readUnits: 100, writeUnits: 0) { query: Query }
            type Book @table(name: "Books", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              best: Hit @resolver(name: "best", needs: ["id"])
            }
            union Hit = Article | Author
            interface Named { name: String!, related: [Hit!] }
            type Article { title: String!, by: Named!, secret: String @auth(rules: [{group: "staff"}]) }
            type Author implements Named { name: String!, related: [Hit!], born: DateTime }
            type Robot implements Named { name: String!, related: [Hit!], version: Int! }
            type Query {
              book(id: ID!): Book @getItem(key: "id = $id") @auth(rules: [{public: true}])
              search(text: String!): [Hit]! @resolver(name: "search") @auth(rules: [{public: true}])
              named: Named @resolver(name: "named") @auth(rules: [{public: true}])
              article: Article @resolver(name: "article") @auth(rules: [{public: true}])
            }
            """;

    private static final TypedObject ROBOT =
            new TypedObject("Robot", Map.of("name", "R2", "version", 2));
    private static final TypedObject ARTICLE =
            new TypedObject("Article", Map.of("title", "Waves", "by", ROBOT, "secret", "s"));
    private static final TypedObject AUTHOR =
            new TypedObject(
                    "Author", Map.of("name", "Ann", "related", List.of(ARTICLE), "born", Api.NOW));

    private static Api api(Answer named) {
        var resolvers =
                Resolvers.none()
                        .computes("best", Computation.each(_ -> ARTICLE))
                        .answers("search", (_, _) -> List.of(ARTICLE, AUTHOR))
                        .answers("named", named)
                        .answers("article", (_, _) -> ARTICLE);
        return Api.of(SCHEMA, Map.of(), builder -> builder.resolvers(resolvers));
    }

    @Test
    void each_object_has_the_type_that_it_says() {
        try (var api = api((_, _) -> AUTHOR)) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            """
                            { search(text: "x") { __typename
                                ... on Article { title by { __typename name ... on Robot { version } } }
                                ... on Author { born related { ... on Article { title } } } }
                              named { name ... on Robot { version } }
                              article { title } }\
                            """);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data().toString())
                    .isEqualTo(
                            """
                            {"search":[{"__typename":"Article","title":"Waves",\
                            "by":{"__typename":"Robot","name":"R2","version":2}},\
                            {"__typename":"Author","born":"2026-11-20T12:00:00.000Z",\
                            "related":[{"title":"Waves"}]}],\
                            "named":{"name":"Ann"},"article":{"title":"Waves"}}\
                            """);
        }
    }

    sealed interface Hit permits Article, Author {}

    record Article(String title, Robot by, @Nullable String secret) implements Hit {}

    record Author(String name, @Nullable List<Hit> related, Instant born) implements Hit {}

    record Robot(String name, Optional<List<Hit>> related, int version) {}

    @Test
    void records_are_objects_of_the_types_with_their_names() {
        var robot = new Robot("R2", Optional.empty(), 2);
        var article = new Article("Waves", robot, null);
        var resolvers =
                Resolvers.none()
                        .computes("best", Computation.each(_ -> article))
                        .answers(
                                "search",
                                (_, _) ->
                                        List.of(
                                                article,
                                                new Author("Ann", List.of(article), Api.NOW)))
                        .answers("named", (_, _) -> robot)
                        .answers("article", (_, _) -> article);
        try (var api = Api.of(SCHEMA, Map.of(), builder -> builder.resolvers(resolvers))) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            """
                            { search(text: "x") { __typename
                                ... on Article { title by { __typename name ... on Robot { version } } }
                                ... on Author { born related { ... on Article { title } } } }
                              named { name related { __typename } }
                              article { title } }\
                            """);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data().toString())
                    .isEqualTo(
                            """
                            {"search":[{"__typename":"Article","title":"Waves",\
                            "by":{"__typename":"Robot","name":"R2","version":2}},\
                            {"__typename":"Author","born":"2026-11-20T12:00:00.000Z",\
                            "related":[{"title":"Waves"}]}],\
                            "named":{"name":"R2","related":null},"article":{"title":"Waves"}}\
                            """);
        }
    }

    @Test
    void a_record_of_another_type_is_refused() {
        try (var api =
                api((_, _) -> new Article("Waves", new Robot("R", Optional.empty(), 1), "s"))) {
            var answer = api.ask(Who.NOBODY, "{ named { name } }");

            assertThat(answer.errors()).containsExactly("/named INTERNAL");
        }
    }

    @Test
    void a_computed_field_may_be_a_union() {
        try (var api = api((_, _) -> AUTHOR)) {
            api.with("Book", Map.of("id", "b"));

            assertThat(
                            api.ask(
                                            Who.NOBODY,
                                            "{ book(id: \"b\") { best { ... on Article { title } } } }")
                                    .data("/book/best/title")
                                    .asText())
                    .isEqualTo("Waves");
        }
    }

    @Test
    void a_rule_of_a_member_is_judged() {
        try (var api = api((_, _) -> AUTHOR)) {
            assertThat(
                            api.ask(
                                            Who.user("ann"),
                                            "{ search(text: \"x\") { ... on Article { secret } } }")
                                    .errors())
                    .containsExactly("/search/0/secret FORBIDDEN");
        }
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(
                        new TypedObject("Ghost", Map.of("name", "x")),
                        "Query.named returned an object of the type `Ghost`, which is not a Named."),
                Arguments.of(
                        ARTICLE,
                        "Query.named returned an object of the type `Article`, which is not a Named."),
                Arguments.of(
                        new TypedObject("Named", Map.of("name", "x")),
                        "Query.named returned an object of the type `Named`, which is not a Named."),
                Arguments.of(
                        new TypedObject("String", Map.of()),
                        "Query.named returned an object of the type `String`, which is not a Named."),
                Arguments.of(
                        Map.of("name", "x"),
                        "Query.named returned a Map for Named, which needs a TypedObject."),
                Arguments.of("Ann", "Query.named returned a value that is not a Named."));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void a_type_that_the_field_does_not_have_is_internal_and_logged(Object given, String logged) {
        try (var api = api((_, _) -> given)) {
            var log =
                    Logged.during(() -> {
                        var answer = api.ask(Who.NOBODY, "{ named { name } article { title } }");

                        assertThat(answer.errors()).containsExactly("/named INTERNAL");
                        assertThat(answer.data("/article/title").asText()).isEqualTo("Waves");
                    });

            assertThat(log).contains("The resolver named of " + logged);
        }
    }
}
