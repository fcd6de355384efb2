// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Pages that go back hold the same items, in the same order, as pages that go on.
///
/// Source: GraphQL Cursor Connections Specification (Relay), "Arguments" and "PageInfo".
class BackwardPagesTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 5, readUnits: 30, writeUnits: 0) { query: Query }
            type Note @table(name: "Notes", partitionKey: "{of}", sortKey: "{id}", itemSize: 1)
              @index(name: "byText", partitionKey: "{of}", sortKey: "{text}", project: ["text"])
              @auth(rules: [{public: true}]) {
              of: ID!
              id: ID!
              text: String!
              kept: Boolean!
              more: String
            }
            type Query {
              notes(of: ID!, order: SortOrder, first: Int, after: String, last: Int, before: String): NoteConnection!
                @query(keyCondition: "of = $of", order: "$order") @auth(rules: [{public: true}])
              kept(of: ID!, first: Int, after: String, last: Int, before: String): NoteConnection!
                @query(keyCondition: "of = $of", filter: "kept = true", maxItems: 4, maxRead: 5)
                @auth(rules: [{public: true}])
              texts(of: ID!, first: Int, after: String, last: Int, before: String): NoteConnection!
                @query(index: "byText", keyCondition: "of = $of") @auth(rules: [{public: true}])
              on(of: ID!, first: Int! = 5, after: String, before: ID!): NoteConnection!
                @query(keyCondition: "of = $of AND id < $before") @auth(rules: [{public: true}])
            }
            """;
    private static final List<String> ALL =
            IntStream.range(0, 23).mapToObj("n%02d"::formatted).toList();

    /// Runs of seven and more are dropped, so that some pages of five reads are empty.
    private static final List<String> KEPT =
            List.of("n00", "n01", "n09", "n10", "n11", "n12", "n13", "n22");

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.withAll(
                "Note",
                ALL.stream()
                        .map(id ->
                                Map.of(
                                        "of",
                                        "a",
                                        "id",
                                        id,
                                        "text",
                                        "t" + id.substring(1, 2),
                                        "kept",
                                        KEPT.contains(id),
                                        "more",
                                        "m"))
                        .toList());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void the_last_items_come_in_the_order_of_the_list_in_one_query() {
        var page = page("notes", "last: 3");
        assertThat(ids(page)).containsExactly("n20", "n21", "n22");
        assertThat(info(page)).isEqualTo("false true");
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(api.wire().calls().getFirst().body().path("Limit").asInt()).isEqualTo(4);

        assertThat(ids(page("notes", "last: 3, order: DESC"))).containsExactly("n02", "n01", "n00");
    }

    @ParameterizedTest
    @CsvSource({"notes, 1", "notes, 5", "notes, 23", "kept, 1", "kept, 2", "kept, 4", "texts, 4"})
    void pages_that_go_back_give_each_item_once(String list, int size) {
        assertThat(walk(list, "last", "before", size))
                .isEqualTo(walk(list, "first", "after", size));
    }

    @Test
    void every_cursor_of_a_page_with_dropped_items_works_in_both_directions() {
        for (var direction : List.of("first", "last")) {
            for (var start = page("kept", direction + ": 2"); ; ) {
                for (var edge : start.data("/kept/edges")) {
                    var id = edge.at("/node/id").asText();
                    var cursor = edge.path("cursor").asText();
                    var at = KEPT.indexOf(id);
                    assertThat(walk("kept", "first", "after", 4, cursor))
                            .isEqualTo(KEPT.subList(at + 1, KEPT.size()));
                    assertThat(walk("kept", "last", "before", 4, cursor))
                            .isEqualTo(KEPT.subList(0, at));
                }
                var on = direction.equals("first");
                if (!start.data("/kept/pageInfo/" + (on ? "hasNextPage" : "hasPreviousPage"))
                        .asBoolean()) {
                    break;
                }
                var cursor =
                        start.data("/kept/pageInfo/" + (on ? "endCursor" : "startCursor")).asText();
                start =
                        page(
                                "kept",
                                "%s: 2, %s: \"%s\""
                                        .formatted(direction, on ? "after" : "before", cursor));
            }
        }
    }

    @Test
    void a_page_of_only_dropped_items_has_a_cursor_of_its_own_direction() {
        var before = page("kept", "first: 4");
        var empty = next("kept", before, "first: 4, after", "endCursor");
        assertThat(ids(empty)).containsExactly("n09");
        var back = page("kept", "last: 1");
        var dropped = next("kept", back, "last: 4, before", "startCursor");
        assertThat(ids(dropped)).isEmpty();
        assertThat(info(dropped)).isEqualTo("true true");
        assertThat(dropped.data("/kept/pageInfo/endCursor").isNull()).isTrue();

        var cursor = dropped.data("/kept/pageInfo/startCursor").asText();
        assertThat(ids(page("kept", "last: 4, before: \"" + cursor + "\"")))
                .containsExactly("n12", "n13");
        assertThat(page("kept", "first: 4, after: \"" + cursor + "\"").codes())
                .containsExactly("BAD_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first: 2, before", "last: 2, after"})
    void a_cursor_of_the_other_direction_is_refused(String arguments) {
        var cursor = page("notes", "first: 5").data("/notes/edges/2/cursor").asText();
        assertThat(page("notes", arguments + ": \"" + cursor + "\"").errors())
                .containsExactly("/list BAD_CURSOR".replace("list", "notes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"last: 2, before", "first: 2, after"})
    void a_cursor_of_the_other_order_or_of_another_list_is_refused(String arguments) {
        var cursor = page("notes", "first: 5").data("/notes/edges/2/cursor").asText();
        var given = arguments + ": \"" + cursor + "\"";
        assertThat(page("notes", given + ", order: DESC").codes()).containsExactly("BAD_CURSOR");
        assertThat(page("texts", given).codes()).containsExactly("BAD_CURSOR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "of: \"a\" | NOT_ONE_PAGE_SIZE first",
                "of: \"a\", first: null, last: null | NOT_ONE_PAGE_SIZE first",
                "of: \"a\", first: 1, last: 1 | NOT_ONE_PAGE_SIZE last",
                "of: \"a\", first: 0 | PAGE_SIZE_OUT_OF_RANGE first",
                "of: \"a\", last: 51 | PAGE_SIZE_OUT_OF_RANGE last",
                "of: \"a\", first: null, last: -1 | PAGE_SIZE_OUT_OF_RANGE last"
            })
    void exactly_one_size_is_given_and_it_is_in_range(String arguments, String expected) {
        var answer = api.ask(Who.NOBODY, "{ notes(" + arguments + ") { edges { cursor } } }");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        var extensions = answer.body().at("/errors/0/extensions");
        assertThat(extensions.path("reason").asText() + " " + extensions.path("argument").asText())
                .isEqualTo(expected);
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void a_backward_page_counts_as_one_that_goes_on() {
        var on = api.validated(Who.NOBODY, "{ notes(of: \"a\", first: 7) { edges { cursor } } }");
        var back = api.validated(Who.NOBODY, "{ notes(of: \"a\", last: 7) { edges { cursor } } }");
        assertThat(back.body().at("/extensions/cost")).isEqualTo(on.body().at("/extensions/cost"));
        assertThat(on.body().at("/extensions/cost/bound/readUnits").asDouble()).isEqualTo(1.0);
    }

    @Test
    void an_argument_named_before_can_still_be_a_value_of_the_key() {
        var answer = page("on", "before: \"n03\"");
        assertThat(ids(answer)).containsExactly("n00", "n01", "n02");
    }

    private static List<String> walk(String list, String size, String cursor, int items) {
        return walk(list, size, cursor, items, null);
    }

    /// Returns the items of all pages, in the order of the list.
    private static List<String> walk(
            String list, String size, String argument, int items, @Nullable String cursor) {
        var isBackward = size.equals("last");
        var seen = new ArrayList<List<String>>();
        var at = cursor;
        do {
            var page =
                    page(
                            list,
                            size
                                    + ": "
                                    + items
                                    + (at == null ? "" : ", " + argument + ": \"" + at + "\""));
            seen.add(ids(page));
            var info = page.data("/" + list + "/pageInfo");
            at =
                    info.path(isBackward ? "hasPreviousPage" : "hasNextPage").asBoolean()
                            ? info.path(isBackward ? "startCursor" : "endCursor").asText()
                            : null;
        } while (at != null);
        if (isBackward) {
            Collections.reverse(seen);
        }
        return seen.stream().flatMap(List::stream).toList();
    }

    private static Answer next(String list, Answer page, String arguments, String cursor) {
        return page(
                list,
                arguments + ": \"" + page.data("/" + list + "/pageInfo/" + cursor).asText() + "\"");
    }

    private static Answer page(String list, String arguments) {
        return api.ask(
                Who.NOBODY,
                "{ %s(of: \"a\", %s) { edges { cursor node { id more } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
                        .formatted(list, arguments));
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.codes()).isEmpty();
        return answer.data().findValuesAsText("id");
    }

    private static String info(Answer answer) {
        return answer.data().findValue("hasNextPage").asText()
                + " "
                + answer.data().findValue("hasPreviousPage").asText();
    }
}
