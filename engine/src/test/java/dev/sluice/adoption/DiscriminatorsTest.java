// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Types with the same keys, which an attribute of their items tells apart.
class DiscriminatorsTest {
    private static final String LIBRARY =
            """
            schema @idempotency(table: "Records") { query: Query mutation: Mutation }
            union Holding = Book | Film
            enum Kind { BOOK FILM }
            type Book @table(name: "Library", partitionKey: "SHELF#{shelf}", sortKey: "{id}",
                             discriminator: "kind = 'BOOK' AND __edb_v__ = '1'", itemSize: 1)
              @index(name: "byKind", partitionKey: "{kind}", sortKey: "AT#{at}", project: ["title"])
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              kind: Kind!
              at: DateTime
              title: String!
            }
            type Film @table(name: "Library", partitionKey: "SHELF#{shelf}", sortKey: "{id}",
                             discriminator: "kind = 'FILM'", itemSize: 1)
              @index(name: "byKind", partitionKey: "{kind}", sortKey: "AT#{at}", project: ["title"])
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              kind: Kind
              at: DateTime
              title: String
              minutes: Int @constraint(max: 1000)
            }
            type Query {
              book(shelf: ID!, id: ID!): Book @getItem(key: "shelf = $shelf AND id = $id") @auth(rules: [{public: true}])
              film(shelf: ID!, id: ID!): Film @getItem(key: "shelf = $shelf AND id = $id") @auth(rules: [{public: true}])
              holding(shelf: ID!, id: ID!): Holding @getItem(key: "shelf = $shelf AND id = $id") @auth(rules: [{public: true}])
              books(shelf: ID!, title: String, first: Int! = 2, after: String): BookConnection!
                @query(keyCondition: "shelf = $shelf", filter: "title = $title", maxRead: 3, maxItems: 3) @auth(rules: [{public: true}])
              films(shelf: ID!, first: Int! = 2, after: String): FilmConnection!
                @query(keyCondition: "shelf = $shelf", maxRead: 10, maxItems: 3) @auth(rules: [{public: true}])
              firstFilm(shelf: ID!): Film
                @query(keyCondition: "shelf = $shelf", maxRead: 10) @auth(rules: [{public: true}])
              holdings(shelf: ID!, first: Int! = 10, after: String): HoldingConnection!
                @query(keyCondition: "shelf = $shelf") @auth(rules: [{public: true}])
              newBooks(first: Int! = 10, after: String): BookConnection!
                @query(index: "byKind", keyCondition: "kind = 'BOOK'") @auth(rules: [{public: true}])
            }
            type Mutation {
              addBook(shelf: ID!, id: ID!, title: String!): Book @auth(rules: [{public: true}])
                @write(put: "Book", item: "shelf = $shelf, id = $id, title = $title", onFail: "TAKEN")
              setBook(shelf: ID!, id: ID!, title: String!): Book @auth(rules: [{public: true}])
                @write(put: "Book", item: "shelf = $shelf, id = $id, title = $title", upsert: true)
              rename(shelf: ID!, id: ID!, title: String!): Book @auth(rules: [{public: true}])
                @write(update: "Book", key: "shelf = $shelf AND id = $id", expression: "SET title = $title")
              release(shelf: ID!, id: ID!, at: DateTime!): Film @auth(rules: [{public: true}])
                @write(update: "Film", key: "shelf = $shelf AND id = $id", expression: "SET at = $at")
              haveFilm(shelf: ID!, id: ID!, minutes: Int!): Film @auth(rules: [{public: true}])
                @write(update: "Film", key: "shelf = $shelf AND id = $id", expression: "SET minutes = $minutes", upsert: true)
              dropFilm(shelf: ID!, id: ID!): Film @auth(rules: [{public: true}])
                @write(delete: "Film", key: "shelf = $shelf AND id = $id")
              addBeside(shelf: ID!, id: ID!, beside: ID!, clientRequestToken: ID!): Book @auth(rules: [{signedIn: true}])
                @write(put: "Book", item: "shelf = $shelf, id = $id, title = 'x'")
                @write(check: "Film", key: "shelf = $shelf AND id = $beside")
            }
            """;

    private static final String SET =
            "mutation { setBook(shelf: \"a\", id: \"%s\", title: \"new\") { title } }";

    @Test
    void an_item_of_the_other_type_is_missing_and_an_item_of_no_type_is_reported() {
        try (var api = Api.of(LIBRARY)) {
            filled(api);
            assertThat(
                            ask(
                                            api,
                                            """
                                            { book(shelf: "a", id: "1") { title kind } none: book(shelf: "a", id: "2") { title }
                                              film(shelf: "a", id: "2") { minutes } holding(shelf: "a", id: "2") { __typename } }
                                            """)
                                    .data()
                                    .toString())
                    .isEqualTo(
                            "{\"book\":{\"title\":\"t1\",\"kind\":\"BOOK\"},\"none\":null,"
                                    + "\"film\":{\"minutes\":90},\"holding\":{\"__typename\":\"Film\"}}");
            assertThat(api.drifts()).isEmpty();

            assertThat(
                            ask(api, "{ book(shelf: \"a\", id: \"8\") { title } }")
                                    .data("/book")
                                    .isNull())
                    .isTrue();
            assertThat(api.drifts()).containsExactly(unread(1));
        }
    }

    @Test
    void a_list_of_one_type_reads_at_most_maxRead_items_and_always_advances() {
        try (var api = Api.of(LIBRARY)) {
            filled(api);
            var found = pages(api, "books(shelf: \"a\"%s)");
            assertThat(found).containsExactly("1", "4", "5");
            assertThat(api.wire().calls())
                    .allSatisfy(call -> assertThat(call.body().path("Limit").asInt()).isEqualTo(3));
            assertThat(pages(api, "books(shelf: \"a\", title: \"t4\"%s)")).containsExactly("4");
            assertThat(pages(api, "films(shelf: \"a\"%s)")).containsExactly("2", "3", "6");
            assertThat(
                            ask(api, "{ firstFilm(shelf: \"a\") { id } }")
                                    .data("/firstFilm/id")
                                    .asText())
                    .isEqualTo("2");
            assertThat(
                            ask(api, "{ holdings(shelf: \"a\") { edges { node { __typename } } } }")
                                    .body()
                                    .findValuesAsText("__typename"))
                    .containsExactly("Book", "Film", "Film", "Book", "Book", "Film");
        }
    }

    @Test
    void a_list_of_an_index_of_discriminators_needs_no_bound_and_reads_no_other_items() {
        try (var api = Api.of(LIBRARY)) {
            filled(api);
            ask(
                    api,
                    "mutation { release(shelf: \"a\", id: \"2\", at: \"2026-01-01T00:00:00Z\") { id } }");
            var other = new OtherWriter(api, "Library");
            assertThat(other.get(key("2")))
                    .containsEntry("byKindSk", text("AT#2026-01-01T00:00:00.000Z"));
            var dated = book("9");
            dated.put("at", "2026-02-01T00:00:00.000Z");
            dated.put("byKindSk", "AT#2026-02-01T00:00:00.000Z");
            other.put(dated);

            var page = ask(api, "{ newBooks { edges { node { id kind title } } } }");
            assertThat(page.data("/newBooks/edges").toString())
                    .isEqualTo("[{\"node\":{\"id\":\"9\",\"kind\":\"BOOK\",\"title\":\"t9\"}}]");
            assertThat(api.wire().calls().getLast().body().path("Limit").asInt()).isEqualTo(11);
        }
    }

    @Test
    void no_write_of_a_type_changes_an_item_of_another_type() {
        try (var api = Api.of(LIBRARY)) {
            var other = filled(api);
            for (var id : List.of("2", "8")) {
                var before = other.get(key(id));
                assertThat(
                                api.ask(
                                                Who.NOBODY,
                                                "mutation { addBook(shelf: \"a\", id: \"%s\", title: \"x\") { id } }"
                                                        .formatted(id))
                                        .codes())
                        .containsExactly("TAKEN");
                assertThat(api.ask(Who.NOBODY, SET.formatted(id)).codes())
                        .containsExactly("CONDITION_FAILED");
                assertThat(
                                api.ask(
                                                Who.NOBODY,
                                                "mutation { rename(shelf: \"a\", id: \"%s\", title: \"x\") { id } }"
                                                        .formatted(id))
                                        .codes())
                        .containsExactly("NOT_FOUND");
                assertThat(other.get(key(id))).isEqualTo(before);
            }
            var before = other.get(key("1"));
            assertThat(
                            api.ask(
                                            Who.NOBODY,
                                            "mutation { haveFilm(shelf: \"a\", id: \"1\", minutes: 3) { id } }")
                                    .codes())
                    .containsExactly("CONDITION_FAILED");
            assertThat(
                            api.ask(
                                            Who.NOBODY,
                                            "mutation { dropFilm(shelf: \"a\", id: \"1\") { id } }")
                                    .codes())
                    .containsExactly("NOT_FOUND");
            assertThat(api.ask(Who.user("ann"), beside("1", "1")).codes())
                    .containsExactly("NOT_FOUND");
            assertThat(other.get(key("1"))).isEqualTo(before);
            assertThat(other.get(key("n1"))).isEmpty();
        }
    }

    @Test
    void writes_set_the_discriminator() {
        try (var api = Api.of(LIBRARY)) {
            var other = filled(api);
            ask(api, "mutation { addBook(shelf: \"a\", id: \"b1\", title: \"x\") { id } }");
            ask(api, SET.formatted("b2"));
            ask(api, SET.formatted("1"));
            for (var id : List.of("b1", "b2", "1")) {
                assertThat(other.get(key(id)))
                        .containsEntry("kind", text("BOOK"))
                        .containsEntry("__edb_v__", text("1"));
            }
            assertThat(
                            ask(
                                            api,
                                            "mutation { haveFilm(shelf: \"a\", id: \"f1\", minutes: 7) { kind minutes } }")
                                    .data("/haveFilm")
                                    .toString())
                    .isEqualTo("{\"kind\":\"FILM\",\"minutes\":7}");
            assertThat(other.get(key("f1"))).containsEntry("kind", text("FILM"));
            ask(api, "mutation { haveFilm(shelf: \"a\", id: \"f1\", minutes: 8) { minutes } }");
            assertThat(
                            ask(api, "mutation { dropFilm(shelf: \"a\", id: \"2\") { kind } }")
                                    .data("/dropFilm/kind")
                                    .asText())
                    .isEqualTo("FILM");
        }
    }

    @Test
    void a_replay_of_a_write_whose_item_has_become_another_type_finds_it_gone() {
        try (var api = Api.of(LIBRARY)) {
            var other = filled(api);
            var ann = Who.user("ann");
            assertThat(api.ask(ann, beside("2", "1")).codes()).isEmpty();
            assertThat(api.ask(ann, beside("2", "1")).data("/addBeside/id").asText())
                    .isEqualTo("n2");
            var film = new HashMap<String, Object>(Map.of("pk", "SHELF#a", "id", "n2"));
            film.put("kind", "FILM");
            other.put(film);
            assertThat(api.ask(ann, beside("2", "1")).codes()).containsExactly("GONE");
        }
    }

    @Test
    void the_bound_of_a_put_counts_the_indexes_of_an_expired_item_of_another_type() {
        var schema =
                """
                schema { query: Query mutation: Mutation }
                type Book @table(name: "Library", partitionKey: "{id}", ttl: "ends", discriminator: "kind = 'BOOK'", itemSize: 1)
                  @index(name: "byTitle", partitionKey: "{title}")
                  @index(name: "byTheme", partitionKey: "{theme}")
                  @auth(rules: [{public: true}]) { id: ID! ends: DateTime title: String theme: String }
                type Film @table(name: "Library", partitionKey: "{id}", ttl: "ends", discriminator: "kind = 'FILM'", itemSize: 1)
                  @auth(rules: [{public: true}]) { id: ID! ends: DateTime minutes: Int @constraint(max: 1000) }
                type Query { film(id: ID!): Film @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                type Mutation {
                  add(id: ID!): Film @auth(rules: [{public: true}])
                    @write(put: "Film", item: "id = $id")
                  have(id: ID!, minutes: Int!): Film @auth(rules: [{public: true}])
                    @write(update: "Film", key: "id = $id", expression: "SET minutes = $minutes", upsert: true)
                }
                """;
        try (var api = Api.of(schema)) {
            for (var mutation : List.of("add(id: \"1\")", "have(id: \"1\", minutes: 9)")) {
                var book =
                        Map.of(
                                "id",
                                "1",
                                "ends",
                                Api.NOW.minusSeconds(9),
                                "title",
                                "t",
                                "theme",
                                "x");
                api.with("Book", book);
                var answer = ask(api, "mutation { %s { id } }".formatted(mutation));
                assertThat(answer.body().at("/extensions/cost/consumed/writeUnits").asDouble())
                        .isBetween(
                                3.0,
                                answer.body().at("/extensions/cost/bound/writeUnits").asDouble());
                assertThat(api.drifts()).isEmpty();
            }
        }
    }

    private static String beside(String film, String token) {
        return "mutation { addBeside(shelf: \"a\", id: \"n%s\", beside: \"%s\", clientRequestToken: \"%s\") { id title } }"
                .formatted(film, film, token);
    }

    private static OtherWriter filled(Api api) {
        var other = new OtherWriter(api, "Library");
        for (var id : List.of("1", "4", "5")) {
            other.put(book(id));
        }
        for (var id : List.of("2", "3", "6")) {
            other.put(Map.of("pk", "SHELF#a", "id", id, "kind", "FILM", "minutes", 90));
        }
        var strange = book("7");
        strange.put("__edb_v__", "2");
        other.put(strange);
        return other.put(Map.of("pk", "SHELF#a", "id", "8", "kind", "GAME", "title", "x"));
    }

    private static Map<String, Object> book(String id) {
        var book = new HashMap<String, Object>(Map.of("pk", "SHELF#a", "id", id));
        book.put("kind", "BOOK");
        book.put("__edb_v__", "1");
        book.put("title", "t" + id);
        return book;
    }

    private static Map<String, Object> key(String id) {
        return Map.of("pk", "SHELF#a", "id", id);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static Drift unread(int items) {
        return new Drift.Unread("", "Library", Drift.Unread.Reason.DISCRIMINATOR_OF_NO_TYPE, items);
    }

    private static List<String> pages(Api api, String field) {
        var found = new ArrayList<String>();
        var after = "";
        for (int page = 0; page < 10; page++) {
            var answer =
                    ask(
                            api,
                            "{ page: %s { edges { node { id } } pageInfo { hasNextPage endCursor } } }"
                                    .formatted(field.formatted(after)));
            found.addAll(answer.body().findValuesAsText("id"));
            if (!answer.data("/page/pageInfo/hasNextPage").asBoolean()) {
                return found;
            }
            after = ", after: \"%s\"".formatted(answer.data("/page/pageInfo/endCursor").asText());
        }
        throw new AssertionError("the pages do not end: " + found);
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
