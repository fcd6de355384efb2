// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Items that are larger than the schema declares are reported.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftTest {
    private Api api;

    @BeforeAll
    void start() {
        api =
                Api.of(
                        """
                        schema @limits(requests: 10, readUnits: 100, writeUnits: 0) { query: Query }
                        type Note @table(name: "Notes", partitionKey: "{book}", sortKey: "{id}", itemSize: 2)
                          @auth(rules: [{public: true}]) {
                          book: ID!
                          id: ID!
                          title: String
                          text: String
                        }
                        type Query {
                          note(book: ID!, id: ID!): Note
                            @getItem(key: "book = $book AND id = $id") @auth(rules: [{public: true}])
                          notes(book: ID!, first: Int! = 5, after: String): NoteConnection!
                            @query(keyCondition: "book = $book", maxItems: 10)
                            @auth(rules: [{public: true}])
                        }
                        """);
        note("right", "a", 1_900);
        note("large", "a", 2_100);
        note("large", "b", 3_100);
        note("huge", "a", 9_000);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void an_item_of_the_declared_size_is_not_drift() {
        assertThat(drifts("{ note(book: \"right\", id: \"a\") { text } }")).isEmpty();
    }

    @Test
    void the_largest_item_of_a_type_is_reported_once() {
        assertThat(drifts("query Large { notes(book: \"large\") { edges { node { text } } } }"))
                .containsExactly(new Drift.OfItem("Large", "Note", 2, 4));
    }

    @Test
    void a_batch_shows_the_size_of_what_is_read() {
        assertThat(
                        drifts(
                                "{ a: note(book: \"large\", id: \"a\") { text }"
                                        + " b: note(book: \"right\", id: \"a\") { text } }"))
                .containsExactly(new Drift.OfItem("", "Note", 2, 3));
    }

    @Test
    void an_item_read_alone_is_measured_by_its_capacity_if_its_text_is_not_read() {
        assertThat(drifts("{ note(book: \"huge\", id: \"a\") { title } }"))
                .containsExactly(
                        new Drift.OfItem("", "Note", 2, 9),
                        new Drift.OfBound("", "readUnits", 0.5, 1.5));
    }

    @Test
    void a_request_that_is_sent_again_is_not_drift() {
        var broken = new AtomicBoolean();
        var drifts =
                drifts(
                        "{ note(book: \"right\", id: \"a\") { text } }",
                        (request, next) ->
                                broken.getAndSet(true)
                                        ? next.forward(request.body())
                                        : WireProxy.Reply.error(500, "InternalServerError"));

        assertThat(drifts).isEmpty();
        assertThat(api.wire().operations()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void what_a_batch_left_unprocessed_is_not_drift() {
        var drifts =
                drifts(
                        "{ a: note(book: \"right\", id: \"a\") { text }"
                                + " b: note(book: \"right\", id: \"b\") { text } }",
                        (request, next) -> {
                            var reply = next.forward(request.body());
                            var left =
                                    ((ObjectNode) request.body().path("RequestItems")).deepCopy();
                            left.forEach(table -> ((ArrayNode) table.path("Keys")).remove(0));
                            if (!left.findValue("Keys").isEmpty()) {
                                ((ObjectNode) reply.body()).set("UnprocessedKeys", left);
                            }
                            return reply;
                        });

        assertThat(drifts).isEmpty();
        assertThat(api.wire().operations()).containsExactly("BatchGetItem", "BatchGetItem");
    }

    @Test
    void a_long_name_is_cut() {
        var name = "N".repeat(70);

        assertThat(drifts("query " + name + " { note(book: \"large\", id: \"a\") { text } }"))
                .extracting(Drift::operation)
                .containsExactly("N".repeat(64));
    }

    private List<Drift> drifts(String query) {
        return drifts(query, (request, next) -> next.forward(request.body()));
    }

    private List<Drift> drifts(String query, WireProxy.Hook hook) {
        var before = api.drifts().size();
        api.wire().reset();
        api.wire().hook(hook);
        assertThat(api.send(Who.NOBODY, Map.of("query", query)).codes()).isEmpty();
        return api.drifts().subList(before, api.drifts().size());
    }

    private void note(String book, String id, int characters) {
        api.with("Note", Map.of("book", book, "id", id, "text", "x".repeat(characters)));
    }
}
