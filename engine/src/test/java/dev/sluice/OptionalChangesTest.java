// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Updates that set a field only if the client sends its value.
class OptionalChangesTest {
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") { query: Query mutation: Mutation }
            enum State { OPEN CLOSED }
            type Task @table(name: "Tasks", partitionKey: "{id}", itemSize: 1)
              @index(name: "byState", partitionKey: "STATE#{state}") @auth(rules: [{public: true}]) {
              id: ID!
              title: String! @constraint(maxLength: 9)
              note: String @constraint(maxLength: 9)
              points: Int @constraint(min: 0)
              tags: [String!] @attribute(as: SS) @constraint(maxItems: 3)
              state: State
              count: Int! @attribute(default: "7")
            }
            input In { id: ID!, title: String, note: String, points: Int }
            type Query {
              task(id: ID!): Task @getItem(key: "id = $id") @auth(rules: [{public: true}])
              inState(state: State!, first: Int! = 10, after: String): TaskConnection!
                @query(index: "byState", keyCondition: "state = $state") @auth(rules: [{public: true}])
            }
            type Mutation {
              change(id: ID!, title: String, note: String, points: Int, tags: [String!] @constraint(maxItems: 3)): Task
                @write(update: "Task", key: "id = $id", expression: "SET title = $title, note = $note, points = $points, tags = $tags")
                @auth(rules: [{public: true}])
              member(input: In!): Task
                @write(update: "Task", key: "id = $input.id", expression: "SET title = $input.title, note = $input.note, points = $input.points")
                @auth(rules: [{public: true}])
              move(id: ID!, state: State): Task
                @write(update: "Task", key: "id = $id", expression: "SET state = $state") @auth(rules: [{public: true}])
              create(id: ID!, title: String!, note: String = "none", count: Int): Task
                @write(update: "Task", key: "id = $id", expression: "SET title = $title, note = $note, count = $count", upsert: true)
                @auth(rules: [{public: true}])
              copy(id: ID!, from: ID!): Task @getItem(as: "t", type: "Task", key: "id = $from", consistent: true)
                @write(update: "Task", key: "id = $id", expression: "SET note = $t.note") @auth(rules: [{public: true}])
              both(id: ID!, others: [In!]! @constraint(maxItems: 3, unique: "id"), note: String): Task
                @write(update: "Task", key: "id = $id", expression: "SET note = $note")
                @write(update: "Task", each: "$others", key: "id = $each.id", expression: "SET note = $each.note")
                @auth(rules: [{public: true}])
              once(id: ID!, note: String, clientRequestToken: ID!): Task
                @write(update: "Task", key: "id = $id", expression: "SET note = $note") @auth(rules: [{signedIn: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static void put(String id) {
        api.with(
                "Task",
                Map.of(
                        "id",
                        id,
                        "title",
                        "t",
                        "note",
                        "n",
                        "points",
                        5,
                        "tags",
                        List.of("a"),
                        "state",
                        "OPEN",
                        "count",
                        1));
    }

    private static String stored(String id) {
        return api.ask(
                        Who.NOBODY,
                        "{ task(id: \"%s\") { title note points tags state count } }".formatted(id))
                .data("/task")
                .toString();
    }

    /// What a client can send for one argument, and what the field then holds.
    private record Sent(String argument, String held) {
        static List<Sent> of(String name, String value, String before) {
            return List.of(
                    new Sent("", before),
                    new Sent(name + ": null", "null"),
                    new Sent(name + ": " + value, value));
        }
    }

    @Test
    void every_mix_of_absent_null_and_given_values_changes_what_was_sent() {
        for (var field : List.of("change(id: \"x\", %s)", "member(input: {id: \"x\", %s})")) {
            for (var title : Sent.of("title", "\"new\"", "\"t\"")) {
                for (var note : Sent.of("note", "\"more\"", "\"n\"")) {
                    for (var points : Sent.of("points", "8", "5")) {
                        put("x");
                        var arguments = new ArrayList<String>();
                        List.of(title, note, points).forEach(each -> arguments.add(each.argument));
                        arguments.removeIf(String::isEmpty);
                        var call = field.formatted(String.join(", ", arguments));

                        var answer =
                                api.ask(
                                        Who.NOBODY,
                                        "mutation { at: %s { title note points } }"
                                                .formatted(call));

                        var refused = title.held.equals("null");
                        assertThat(answer.errors())
                                .as(call)
                                .isEqualTo(refused ? List.of("/at BAD_USER_INPUT") : List.of());
                        var held =
                                refused
                                        ? "{\"title\":\"t\",\"note\":\"n\",\"points\":5,"
                                        : "{\"title\":%s,\"note\":%s,\"points\":%s,"
                                                .formatted(title.held, note.held, points.held);
                        assertThat(stored("x")).as(call).startsWith(held);
                    }
                }
            }
        }
    }

    @Test
    void a_variable_without_a_value_counts_as_left_out() {
        put("v");
        var document =
                "mutation($note: String, $tags: [String!]) { change(id: \"v\", note: $note, tags: $tags) { note tags } }";

        var absent = api.ask(Who.NOBODY, document);
        assertThat(absent.data("/change").toString())
                .isEqualTo("{\"note\":\"n\",\"tags\":[\"a\"]}");

        var sent = new HashMap<String, @Nullable Object>();
        sent.put("note", null);
        sent.put("tags", null);
        var removed = api.ask(Who.NOBODY, document, sent);
        assertThat(removed.data("/change").toString()).isEqualTo("{\"note\":null,\"tags\":null}");
    }

    @Test
    void the_key_of_an_index_stays_that_of_the_item() {
        put("i");
        var list = "{ %s: inState(state: %s) { edges { node { id } } } }";

        api.ask(Who.NOBODY, "mutation { move(id: \"i\") { id } }");
        assertThat(api.ask(Who.NOBODY, list.formatted("at", "OPEN")).data("/at").toString())
                .contains("\"i\"");
        api.ask(Who.NOBODY, "mutation { move(id: \"i\", state: CLOSED) { id } }");
        assertThat(api.ask(Who.NOBODY, list.formatted("at", "OPEN")).data("/at").toString())
                .doesNotContain("\"i\"");
        assertThat(api.ask(Who.NOBODY, list.formatted("at", "CLOSED")).data("/at").toString())
                .contains("\"i\"");
        api.ask(Who.NOBODY, "mutation { move(id: \"i\", state: null) { id } }");
        assertThat(api.ask(Who.NOBODY, list.formatted("at", "CLOSED")).data("/at").toString())
                .doesNotContain("\"i\"");
    }

    @Test
    void an_upsert_creates_the_item_with_the_defaults_of_what_was_left_out() {
        var created =
                api.ask(Who.NOBODY, "mutation { create(id: \"u\", title: \"a\") { note count } }");
        assertThat(created.data("/create").toString()).isEqualTo("{\"note\":\"none\",\"count\":7}");

        api.ask(Who.NOBODY, "mutation { create(id: \"u\", title: \"a\", count: 2) { count } }");
        var kept =
                api.ask(Who.NOBODY, "mutation { create(id: \"u\", title: \"b\") { title count } }");
        assertThat(kept.data("/create").toString()).isEqualTo("{\"title\":\"b\",\"count\":2}");
    }

    @Test
    void an_absent_field_of_an_item_that_was_read_removes() {
        put("c1");
        put("c2");
        api.ask(Who.NOBODY, "mutation { change(id: \"c1\", note: null) { id } }");

        assertThat(
                        api.ask(Who.NOBODY, "mutation { copy(id: \"c2\", from: \"c1\") { note } }")
                                .errors())
                .isEmpty();
        assertThat(stored("c2")).contains("\"note\":null");
    }

    @Test
    void elements_of_a_list_leave_out_values_one_by_one() {
        List.of("e0", "e1", "e2", "e3").forEach(OptionalChangesTest::put);

        var answer =
                api.ask(
                        Who.NOBODY,
                        """
                        mutation { both(id: "e0", others: [{id: "e1"}, {id: "e2", note: null}, {id: "e3", note: "z"}]) { note } }
                        """);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/both/note").asText()).isEqualTo("n");
        assertThat(stored("e1")).contains("\"note\":\"n\"");
        assertThat(stored("e2")).contains("\"note\":null");
        assertThat(stored("e3")).contains("\"note\":\"z\"");
        assertThat(
                        api.ask(Who.NOBODY, "mutation { both(id: \"none\", others: []) { note } }")
                                .errors())
                .containsExactly("/both NOT_FOUND");
    }

    @Test
    void the_same_token_with_null_instead_of_nothing_is_another_request() {
        put("o");
        var ann = Who.user("ann");
        var once = "mutation { once(id: \"o\", %sclientRequestToken: \"%s\") { note } }";

        assertThat(api.ask(ann, once.formatted("", "t")).data("/once/note").asText())
                .isEqualTo("n");
        assertThat(api.ask(ann, once.formatted("", "t")).errors()).isEmpty();
        assertThat(api.ask(ann, once.formatted("note: null, ", "t")).errors())
                .containsExactly("/once IDEMPOTENCY_MISMATCH");
    }
}
