// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static dev.sluice.testing.Api.Who.NOBODY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.policy.Sha256;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A flagged field does not exist for a caller until a setting shows it to them.
class FlagsTest {
    private static final String SHOWN =
            """
            type Query {
              book(id: ID!): Book @getItem(key: "id = $id", maxAge: 60) @auth(rules: [{public: true}])
            }
            type Mutation {
              addBook(id: ID!, title: String!): Book
                @write(put: "Book", item: "id = $id, title = $title") @auth(rules: [{public: true}])
            }
            type Book @table(name: "Books", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              title: String!
            }
            """;
    private static final String SCHEMA =
            SHOWN.replace(
                            "type Mutation {",
                            """
                            type Mutation {
                              addReview(book: ID!, id: ID!, stars: Stars!): Review
                                @write(put: "Review", item: "book = $book, id = $id, stars = $stars") @auth(rules: [{public: true}]) @flag(name: "reviews")
                            """)
                    .replace(
                            "  title: String!\n}",
                            """
                              title: String!
                              blurb: String @flag(name: "blurbs")
                              reviews(first: Int!, after: String): ReviewConnection!
                                @query(keyCondition: "book = $parent.id") @flag(name: "reviews")
                            }
                            type Review @table(name: "Reviews", partitionKey: "{book}", sortKey: "{id}")
                              @auth(rules: [{public: true}]) {
                              book: ID!
                              id: ID!
                              stars: Stars!
                            }
                            enum Stars { ONE TWO }
                            """);
    private static final String BLURB = "query Blurb { book(id: \"b1\") { blurb } }";
    private static final String TITLE = "query Title { book(id: \"b1\") { title } }";
    private static final String OFF = "{}";
    private static final String ON = "{\"flags\": {\"blurbs\": {\"everyone\": true}}}";

    @TempDir private static Path directory;
    private static Path file;
    private static Api shown;
    private static Api api;

    @BeforeAll
    static void open() throws IOException {
        file = directory.resolve("settings.json");
        set(OFF);
        var settings = Map.of("SLUICE_LIVE_SETTINGS", "file:" + file);
        api =
                Api.unseen(
                                SCHEMA,
                                settings,
                                builder -> builder.trustedDocuments("operations.json", manifest()))
                        .with("Book", Map.of("id", "b1", "title", "Emma", "blurb", "Matches"));
        shown = Api.unseen(SHOWN).with("Book", Map.of("id", "b1", "title", "Emma"));
    }

    @AfterAll
    static void close() {
        api.close();
        shown.close();
    }

    @BeforeEach
    void off() throws IOException {
        set(OFF);
    }

    private static void set(String text) throws IOException {
        Files.writeString(file, text);
    }

    private static String manifest() {
        return """
        {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
          {"id": "%s", "name": "Blurb", "type": "query", "body": "%s"},
          {"id": "%s", "name": "Title", "type": "query", "body": "%s"}]}
        """
                .formatted(
                        Sha256.hex(BLURB),
                        BLURB.replace("\"", "\\\""),
                        Sha256.hex(TITLE),
                        TITLE.replace("\"", "\\\""));
    }

    private static boolean sees(Who who) {
        return api.ask(who, BLURB).codes().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ book(id: \"b1\") { blurb } }",
                "{ book(id: \"b1\") { blurbs } }",
                "{ book(id: \"b1\") { reviews(first: 1) { edges { node { stars } } } } }",
                "{ book(id: \"b1\") { ... on Review { id } } }",
                "query($stars: Stars) { book(id: \"b1\") { title } }",
                "fragment F on ReviewConnection { edges { cursor } } { book(id: \"b1\") { title } }",
                "mutation { addReview(book: \"b1\", id: \"r1\", stars: ONE) { id } }",
                "mutation { addBook(id: \"b2\", title: \"Emma\") { id blurb } }",
                "{ __type(name: \"Review\") { name } }",
                "{ __type(name: \"Stars\") { name } }",
                "{ __type(name: \"Book\") { fields { name } } }",
                "{ __schema { types { name kind possibleTypes { name } } mutationType { fields { name } } } }",
                "{ __schema { directives { name } } }",
            })
    void until_then_each_reply_is_that_of_an_api_without_it(String query) {
        assertThat(api.ask(NOBODY, query).text()).isEqualTo(shown.ask(NOBODY, query).text());
    }

    @Test
    void a_setting_shows_it_with_its_types_and_hides_it_again() throws IOException {
        var type = "{ __type(name: \"Review\") { name } }";
        set("{\"flags\": {\"reviews\": {\"everyone\": true}}}");
        assertThat(api.ask(NOBODY, type).data("/__type/name").asText()).isEqualTo("Review");
        assertThat(
                        api.ask(
                                        NOBODY,
                                        "mutation { addReview(book: \"b1\", id: \"r1\", stars: TWO) { stars } }")
                                .data("/addReview/stars")
                                .asText())
                .isEqualTo("TWO");
        assertThat(
                        api.ask(
                                        NOBODY,
                                        "{ book(id: \"b1\") { reviews(first: 1) { edges { node { id } } } } }")
                                .data("/book/reviews/edges/0/node/id")
                                .asText())
                .isEqualTo("r1");
        assertThat(sees(NOBODY)).isFalse();
        set(OFF);
        assertThat(api.ask(NOBODY, type).data("/__type").isNull()).isTrue();
    }

    @Test
    void it_can_be_shown_to_a_group_or_to_the_value_of_a_claim() throws IOException {
        set(
                """
                {"flags": {"blurbs": {"groups": ["staff"], "claims": {"tenant": ["acme"]}}}}
                """);

        assertThat(sees(Who.user("ann", "staff"))).isTrue();
        assertThat(sees(Who.user("ann", "guests"))).isFalse();
        assertThat(sees(Who.user("ann").withClaim("tenant", "acme"))).isTrue();
        assertThat(sees(Who.user("ann").withClaim("tenant", "other"))).isFalse();
        assertThat(sees(NOBODY)).isFalse();
    }

    @Test
    void a_percentage_chooses_the_same_callers_each_time_and_a_larger_one_only_adds_some()
            throws IOException {
        var few = seeing(20);
        var more = seeing(60);

        assertThat(few).hasSizeBetween(5, 40).isEqualTo(seeing(20));
        assertThat(more).hasSizeBetween(40, 80).containsAll(few);
        assertThat(seeing(100)).hasSize(100);
        assertThat(seeing(0)).isEmpty();
    }

    private static List<String> seeing(int percent) throws IOException {
        set("{\"flags\": {\"blurbs\": {\"percent\": %d}}}".formatted(percent));
        return IntStream.range(0, 100)
                .mapToObj(number -> "user" + number)
                .filter(subject -> sees(Who.user(subject)))
                .toList();
    }

    @Test
    void a_percentage_of_a_caller_without_a_subject_is_nobody() throws IOException {
        set("{\"flags\": {\"blurbs\": {\"percent\": 100}}}");

        assertThat(sees(NOBODY)).isFalse();
    }

    @Test
    void a_flag_that_the_schema_does_not_have_changes_nothing() throws IOException {
        set("{\"flags\": {\"other\": {\"everyone\": true}}}");

        assertThat(sees(NOBODY)).isFalse();
        assertThat(api.ask(NOBODY, TITLE).codes()).isEmpty();
    }

    @Test
    void a_trusted_document_that_uses_it_runs_only_while_it_is_shown() throws IOException {
        assertThat(byId(BLURB)).containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(byId(TITLE)).isEmpty();
        set(ON);
        assertThat(byId(BLURB)).isEmpty();
        assertThat(byId(TITLE)).isEmpty();
    }

    private static List<String> byId(String document) {
        return api.send(NOBODY, Map.of("documentId", "sha256:" + Sha256.hex(document))).codes();
    }

    @Test
    void two_callers_on_one_instance_do_not_share_what_they_see() throws IOException {
        set("{\"flags\": {\"blurbs\": {\"groups\": [\"staff\"]}}}");
        for (int i = 0; i < 3; i++) {
            assertThat(sees(Who.user("ann", "staff"))).isTrue();
            assertThat(sees(Who.user("bob"))).isFalse();
        }
    }

    @Test
    void no_shared_cache_keeps_an_answer_with_a_flagged_field() throws IOException {
        set(ON);

        assertThat(cached("title")).startsWith("public");
        assertThat(cached("blurb")).isEqualTo("private, no-store");
    }

    private static String cached(String field) {
        return api.get(NOBODY, Map.of("query", "{ book(id: \"b1\") { " + field + " } }"))
                .headers()
                .getOrDefault("cache-control", "");
    }
}
