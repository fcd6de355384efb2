// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Mutations that write each element of a list, and answer lists, ids or true.
class BatchWritesTest {
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final int STEPS = Thoroughness.cases(80, 600);
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") @limits(requests: 200, readUnits: 9000, writeUnits: 900) { query: Query mutation: Mutation }
            type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 1)
              @index(name: "byOwner", partitionKey: "{owner}", sortKey: "{text}")
              @auth(rules: [{owner: "owner"}]) {
              id: ID! @attribute(default: "$uuid")
              owner: ID!
              text: String! @constraint(maxLength: 20)
              seen: Int! @attribute(default: "0")
            }
            type Page @table(name: "Pages", partitionKey: "BOOK#{book}", sortKey: "{number:3}", version: "version", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID! @node
              book: ID!
              number: Int! @constraint(min: 1, max: 999)
              version: Int!
            }
            input NoteIn { id: ID!, text: String! @constraint(maxLength: 20) }
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Mutation {
              add(notes: [NoteIn!]! @constraint(maxItems: 9, unique: "id")): [Note!]! @auth(rules: [{signedIn: true}])
                @write(put: "Note", each: "$notes", item: "...$each, owner = $claims.sub", onFail: "TAKEN")
              addOnce(texts: [String!]! @constraint(maxItems: 9), clientRequestToken: ID!): [ID!]! @auth(rules: [{signedIn: true}])
                @write(put: "Note", each: "$texts", item: "text = $each, owner = $claims.sub")
              keepOnce(notes: [NoteIn!]! @constraint(maxItems: 9, unique: "id"), clientRequestToken: ID!): [Note] @auth(rules: [{signedIn: true}])
                @write(put: "Note", each: "$notes", item: "...$each, owner = $claims.sub")
              give(id: ID!, to: ID!): ID @auth(rules: [{signedIn: true}])
                @write(update: "Note", key: "id = $id", expression: "SET owner = $to")
              touch(ids: [ID!]! @constraint(maxItems: 9)): [Note!]! @auth(rules: [{signedIn: true}])
                @write(update: "Note", each: "$ids", key: "id = $each", expression: "ADD seen 1")
              remove(ids: [ID!]! @constraint(maxItems: 9)): [ID!]! @auth(rules: [{signedIn: true}])
                @write(delete: "Note", each: "$ids", key: "id = $each")
              clear(ids: [ID!]! @constraint(maxItems: 9), clientRequestToken: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(delete: "Note", each: "$ids", key: "id = $each")
              addPage(book: ID!, number: Int!): ID! @auth(rules: [{signedIn: true}])
                @write(put: "Page", item: "book = $book, number = $number")
              removePages(ids: [ID!]! @constraint(maxItems: 9)): [ID!]! @auth(rules: [{signedIn: true}])
                @write(delete: "Page", each: "$ids", key: "id = $each")
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);
    private final BoundedMutations mutations = new BoundedMutations(api);

    private Answer change(Who who, String field) {
        return mutations.ask(who, field);
    }

    @Test
    void a_list_of_items_is_written_and_answered_by_one_transaction() {
        var notes = "notes: [{id: \"b\", text: \"1\"}, {id: \"a\", text: \"2\"}]";
        var added = change(ANN, "add(" + notes + ") { id text seen owner }");

        assertThat(added.errors()).isEmpty();
        assertThat(added.data("/f").toString())
                .isEqualTo(
                        "[{\"id\":\"b\",\"text\":\"1\",\"seen\":0,\"owner\":\"ann\"},"
                                + "{\"id\":\"a\",\"text\":\"2\",\"seen\":0,\"owner\":\"ann\"}]");
        assertThat(api.wire().operations()).containsExactly("TransactWriteItems");
        assertThat(change(ANN, "add(notes: []) { id }").data("/f").toString()).isEqualTo("[]");
        assertThat(api.wire().operations()).isEmpty();
        assertThat(api.writes()).extracting(each -> each.outcome().name()).endsWith("APPLIED");

        var touched = change(ANN, "touch(ids: [\"a\", \"b\", \"a\"]) { id seen }");
        assertThat(touched.data("/f").toString())
                .isEqualTo("[{\"id\":\"a\",\"seen\":1},{\"id\":\"b\",\"seen\":1}]");
        assertThat(api.wire().operations()).containsExactly("TransactWriteItems", "BatchGetItem");
    }

    @Test
    void one_refused_element_refuses_all() {
        change(ANN, "add(notes: [{id: \"a\", text: \"1\"}]) { id }");
        change(BOB, "add(notes: [{id: \"b\", text: \"2\"}]) { id }");

        assertThat(change(ANN, "remove(ids: [\"a\", \"b\"])").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "touch(ids: [\"a\", \"none\"]) { id }").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(
                        change(
                                        ANN,
                                        "add(notes: [{id: \"c\", text: \"1\"}, {id: \"b\", text: \"1\"}]) { id }")
                                .errors())
                .containsExactly("/f TAKEN");
        assertThat(ids()).containsExactly("a", "b");
        assertThat(change(ANN, "remove(ids: [\"a\", \"a\"])").data("/f").toString())
                .isEqualTo("[\"a\"]");
        assertThat(api.wire().operations()).containsExactly("DeleteItem");
    }

    @Test
    void a_token_makes_the_same_list_of_items_and_ids_once() {
        var once = "addOnce(texts: [\"x\", \"x\"], clientRequestToken: \"t\")";
        var first = change(ANN, once);
        assertThat(ids()).hasSize(2);
        assertThat(texts(first.data("/f"))).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(change(ANN, once).data()).isEqualTo(first.data());
        assertThat(ids()).hasSize(2);

        var kept =
                "keepOnce(notes: [{id: \"k\", text: \"1\"}, {id: \"l\", text: \"2\"}], clientRequestToken: \"u\") { id text }";
        var notes = change(ANN, kept);
        assertThat(notes.data("/f/1/text").asText()).isEqualTo("2");
        assertThat(change(ANN, kept).data()).isEqualTo(notes.data());
        assertThat(change(ANN, "give(id: \"k\", to: \"bob\")").data("/f").asText()).isEqualTo("k");
        assertThat(change(ANN, kept).data("/f").toString())
                .isEqualTo("[null,{\"id\":\"l\",\"text\":\"2\"}]");

        var cleared = "clear(ids: [\"l\"], clientRequestToken: \"v\")";
        assertThat(change(ANN, cleared).data("/f").asBoolean()).isTrue();
        assertThat(change(ANN, cleared).data("/f").asBoolean()).isTrue();
        assertThat(change(ANN, kept).errors()).containsExactly("/f GONE");
        assertThat(change(ANN, "clear(ids: [], clientRequestToken: \"w\")").errors()).isEmpty();
        assertThat(change(ANN, "clear(ids: [\"k\"], clientRequestToken: \"w\")").errors())
                .containsExactly("/f IDEMPOTENCY_MISMATCH");
    }

    @Test
    void a_type_with_a_global_id_answers_it() {
        var first = change(ANN, "addPage(book: \"b\", number: 1)").data("/f").asText();
        var second = change(ANN, "addPage(book: \"b\", number: 2)").data("/f").asText();
        var both = "removePages(ids: [\"%s\", \"%s\"])".formatted(second, first);

        assertThat(texts(change(ANN, both).data("/f"))).containsExactly(second, first);
        assertThat(change(ANN, both).errors()).containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "removePages(ids: [\"x\"])").errors())
                .containsExactly("/f NOT_FOUND");
    }

    private record Modelled(String owner, String text, int seen) {}

    @Test
    void random_batches_match_a_model() {
        var random = new Random(Thoroughness.seed(21));
        var model = new TreeMap<String, Modelled>();
        var applied = 0;
        for (int step = 0; step < STEPS; step++) {
            var who = random.nextInt(3) == 0 ? BOB : ANN;
            var name = who.equals(ANN) ? "ann" : "bob";
            var ids = ids(random);
            var distinct = List.copyOf(new LinkedHashSet<>(ids));
            var mine = ids.stream().allMatch(id -> owner(model, id).equals(name));
            var next = new TreeMap<>(model);
            String field;
            String refusal;
            String answer;
            switch (random.nextInt(3)) {
                case 0 -> {
                    var text = "t" + step;
                    field =
                            distinct.stream()
                                    .map(id -> "{id: \"%s\", text: \"%s\"}".formatted(id, text))
                                    .collect(Collectors.joining(", ", "add(notes: [", "]) { id }"));
                    refusal = distinct.stream().anyMatch(model::containsKey) ? "TAKEN" : "";
                    distinct.forEach(id -> next.put(id, new Modelled(name, text, 0)));
                    answer = objects(distinct, id -> "{\"id\":\"%s\"}".formatted(id));
                }
                case 1 -> {
                    field = "touch(ids: %s) { seen }".formatted(quoted(ids));
                    refusal = mine ? "" : "NOT_FOUND";
                    distinct.forEach(id ->
                            next.computeIfPresent(
                                    id,
                                    (_, old) -> new Modelled(old.owner, old.text, old.seen + 1)));
                    answer =
                            mine
                                    ? objects(
                                            distinct,
                                            id -> "{\"seen\":%d}".formatted(seen(next, id)))
                                    : "";
                }
                default -> {
                    field = "remove(ids: %s)".formatted(quoted(ids));
                    refusal = mine ? "" : "NOT_FOUND";
                    distinct.forEach(next::remove);
                    answer = quoted(distinct);
                }
            }
            var reply = change(who, field);
            assertThat(String.join("", reply.codes())).as(field).isEqualTo(refusal);
            if (refusal.isEmpty()) {
                applied++;
                model.clear();
                model.putAll(next);
                assertThat(reply.data("/f").toString()).as(field).isEqualTo(answer);
            }
            assertThat(ids()).as(field).containsExactlyElementsOf(model.keySet());
        }
        assertThat(applied).isGreaterThan(STEPS / 4);
    }

    private static List<String> ids(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> "n" + random.nextInt(5))
                .toList();
    }

    private static String owner(Map<String, Modelled> model, String id) {
        var note = model.get(id);
        return note == null ? "" : note.owner;
    }

    private static int seen(Map<String, Modelled> model, String id) {
        return Objects.requireNonNull(model.get(id)).seen;
    }

    private static String quoted(List<String> ids) {
        return objects(ids, "\"%s\""::formatted);
    }

    private static String objects(List<String> ids, Function<String, String> spelled) {
        return ids.stream().map(spelled).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /// Returns the ids of all stored notes.
    private List<String> ids() {
        return api
                .dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName("Notes")).consistentRead(true))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("id")).s())
                .sorted()
                .toList();
    }
}
