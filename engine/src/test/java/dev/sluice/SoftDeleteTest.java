// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// Items that a delete marks, and that count as missing from then on.
class SoftDeleteTest {
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final int STEPS = Thoroughness.cases(80, 600);
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") @limits(requests: 200, readUnits: 9000, writeUnits: 900) { query: Query mutation: Mutation }
            type Doc @table(name: "Docs", partitionKey: "{id}", deletedAt: "deleted", version: "version", itemSize: 1)
              @index(name: "byOwner", partitionKey: "{owner}", sortKey: "{id}", project: ["title"])
              @auth(rules: [{owner: "owner"}]) {
              id: ID!
              owner: ID!
              title: String! @constraint(maxLength: 20)
              deleted: DateTime
              version: Int!
            }
            type Line @table(name: "Lines", partitionKey: "{id}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              id: ID!
              docId: ID!
              doc: Doc @getItem(key: "id = $parent.docId")
            }
            type Member @table(name: "Members", partitionKey: "{user}", deletedAt: "left", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              user: ID!
              left: DateTime @attribute(as: N)
            }
            type Room @table(name: "Rooms", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{exists: "Member", key: "user = $claims.sub"}]) { id: ID! name: String }
            type Query {
              doc(id: ID!): Doc @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
              docs(first: Int! = 20, after: String): DocConnection!
                @query(index: "byOwner", keyCondition: "owner = $claims.sub") @auth(rules: [{signedIn: true}])
              first: Doc @query(index: "byOwner", keyCondition: "owner = $claims.sub") @auth(rules: [{signedIn: true}])
              some(ids: [ID!]! @constraint(maxItems: 9)): [Doc]! @getItem(key: "id IN $ids") @auth(rules: [{signedIn: true}])
              line(id: ID!): Line @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
              room(id: ID!): Room @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              add(id: ID!, title: String! @constraint(maxLength: 20)): Doc @auth(rules: [{signedIn: true}])
                @write(put: "Doc", item: "id = $id, owner = $claims.sub, title = $title", onFail: "TAKEN")
              save(id: ID!, title: String! @constraint(maxLength: 20)): Doc @auth(rules: [{signedIn: true}])
                @write(update: "Doc", key: "id = $id", expression: "SET title = $title, owner = $claims.sub", upsert: true)
              rename(id: ID!, version: Int!, title: String! @constraint(maxLength: 20)): Doc @auth(rules: [{signedIn: true}])
                @write(update: "Doc", key: "id = $id", expression: "SET title = $title")
              remove(id: ID!, version: Int!): Doc @auth(rules: [{signedIn: true}])
                @write(delete: "Doc", key: "id = $id", condition: "title <> 'kept'", onFail: "KEPT")
              removeOnce(id: ID!, version: Int!, clientRequestToken: ID!): Doc @auth(rules: [{signedIn: true}])
                @getItem(as: "d", type: "Doc", key: "id = $id", consistent: true)
                @write(delete: "Doc", key: "id = $id")
              log(id: ID!): Line @auth(rules: [{signedIn: true}])
                @write(check: "Doc", key: "id = $id") @write(put: "Line", item: "id = $id, docId = $id")
              leave: Member @auth(rules: [{signedIn: true}]) @write(delete: "Member", key: "user = $claims.sub")
              enter(id: ID!, name: String @constraint(maxLength: 9)): Room @auth(rules: [{signedIn: true}])
                @write(update: "Room", key: "id = $id", expression: "SET name = $name")
              replace(user: ID!): Member @auth(rules: [{signedIn: true}])
                @write(put: "Member", item: "user = $user", upsert: true)
            }
            """;

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer change(Who who, String field) {
        var answer = api.ask(who, "mutation { f: " + field + " }");
        withinBound(answer, field, api.wire().operations());
        return answer;
    }

    private Answer read(Who who, String fields) {
        var answer = api.ask(who, "{ " + fields + " }");
        withinBound(answer, fields, api.wire().operations());
        return answer;
    }

    /// DynamoDB Local does not report the units of transactions as DynamoDB does.
    private static void withinBound(Answer answer, String what, List<String> operations) {
        assertThat(answer.codes()).as(what).doesNotContain("INTERNAL");
        var amounts =
                operations.contains("TransactWriteItems")
                        ? List.of("requests", "waves", "readUnits")
                        : List.of("requests", "waves", "readUnits", "writeUnits");
        for (var amount : amounts) {
            assertThat(answer.body().at("/extensions/cost/consumed/" + amount).asDouble())
                    .as("%s of %s", amount, what)
                    .isLessThanOrEqualTo(
                            answer.body().at("/extensions/cost/bound/" + amount).asDouble());
        }
    }

    private Map<String, AttributeValue> stored(String id) {
        return api.dynamoDb()
                .getItem(get ->
                        get.tableName(api.physicalName("Docs"))
                                .key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }

    private AttributeValue stored(String id, String attribute) {
        return Objects.requireNonNull(stored(id).get(attribute));
    }

    @Test
    void a_deleted_item_is_missing_on_every_path_and_stays_in_the_table() {
        api.with("Line", Map.of("id", "l", "docId", "1"));
        change(ANN, "add(id: \"1\", title: \"a\") { id }");
        change(ANN, "add(id: \"2\", title: \"b\") { id }");
        assertThat(change(BOB, "remove(id: \"1\", version: 1) { id }").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "remove(id: \"1\", version: 7) { id }").errors())
                .containsExactly("/f CONFLICT");
        assertThat(stored("1")).doesNotContainKey("deleted");

        var removed = change(ANN, "remove(id: \"1\", version: 1) { id title version deleted }");
        assertThat(removed.data("/f").toString())
                .isEqualTo("{\"id\":\"1\",\"title\":\"a\",\"version\":1,\"deleted\":null}");
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        assertThat(stored("1", "deleted").s()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(stored("1", "version").n()).isEqualTo("2");

        var seen =
                read(
                        ANN,
                        """
                        doc(id: "1") { id } docs { edges { node { id } } } first { id }
                        some(ids: ["1", "2"]) { id } line(id: "l") { doc { id } }
                        """);
        assertThat(seen.errors()).isEmpty();
        assertThat(seen.data().toString())
                .isEqualTo(
                        "{\"doc\":null,\"docs\":{\"edges\":[{\"node\":{\"id\":\"2\"}}]},\"first\":{\"id\":\"2\"},"
                                + "\"some\":[null,{\"id\":\"2\"}],\"line\":{\"doc\":null}}");
        assertThat(change(ANN, "rename(id: \"1\", version: 2, title: \"z\") { id }").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "remove(id: \"1\", version: 2) { id }").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "log(id: \"1\") { id }").errors()).containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "save(id: \"1\", title: \"z\") { id }").errors())
                .containsExactly("/f CONDITION_FAILED");
        assertThat(change(ANN, "add(id: \"1\", title: \"z\") { id }").errors())
                .containsExactly("/f TAKEN");
        assertThat(stored("1", "title").s()).isEqualTo("a");
    }

    @Test
    void a_condition_and_a_token_hold_for_the_mark_as_for_a_delete() {
        change(ANN, "add(id: \"k\", title: \"kept\") { id }");
        assertThat(change(ANN, "remove(id: \"k\", version: 1) { id }").errors())
                .containsExactly("/f KEPT");

        var once = "removeOnce(id: \"k\", version: 1, clientRequestToken: \"t\") { title }";
        assertThat(change(ANN, once).data("/f/title").asText()).isEqualTo("kept");
        assertThat(api.wire().operations()).endsWith("TransactWriteItems");
        assertThat(change(ANN, once).errors()).containsExactly("/f GONE");
        assertThat(stored("k", "version").n()).isEqualTo("2");
        assertThat(api.writes()).extracting(each -> each.outcome().name()).endsWith("REPLAYED");
    }

    @Test
    void a_deleted_record_grants_nothing_and_is_never_replaced() {
        api.with("Member", Map.of("user", "ann")).with("Room", Map.of("id", "r", "name", "n"));
        assertThat(read(ANN, "room(id: \"r\") { name }").data("/room/name").asText())
                .isEqualTo("n");
        assertThat(change(ANN, "enter(id: \"r\", name: \"m\") { name }").errors()).isEmpty();

        assertThat(change(ANN, "leave { user }").data("/f/user").asText()).isEqualTo("ann");

        assertThat(read(ANN, "room(id: \"r\") { name }").data("/room").isNull()).isTrue();
        assertThat(change(ANN, "enter(id: \"r\", name: \"o\") { name }").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change(ANN, "replace(user: \"ann\") { user }").errors())
                .containsExactly("/f CONDITION_FAILED");
        assertThat(change(ANN, "replace(user: \"bob\") { user }").errors()).isEmpty();
        assertThat(change(ANN, "replace(user: \"bob\") { user }").errors()).isEmpty();
    }

    /// Other applications store a null instead of nothing.
    @Test
    void an_attribute_with_a_null_marks_nothing() {
        api.withRaw(
                "Doc",
                Map.of("id", "n", "owner", "ann", "title", "t", "version", 1),
                Map.of("deleted", AttributeValue.fromNul(true)));

        assertThat(read(ANN, "doc(id: \"n\") { id deleted }").data("/doc").toString())
                .isEqualTo("{\"id\":\"n\",\"deleted\":null}");
        assertThat(change(ANN, "rename(id: \"n\", version: 1, title: \"u\") { id }").errors())
                .isEmpty();
        assertThat(change(ANN, "remove(id: \"n\", version: 2) { id }").errors()).isEmpty();
        assertThat(read(ANN, "doc(id: \"n\") { id }").data("/doc").isNull()).isTrue();
    }

    private record Modelled(String owner, String title, int version, boolean deleted) {}

    @Test
    void random_writes_and_reads_match_a_model() {
        var random = new Random(Thoroughness.seed(11));
        var model = new TreeMap<String, Modelled>();
        for (int step = 0; step < STEPS; step++) {
            var id = "d" + random.nextInt(5);
            var who = random.nextInt(3) == 0 ? BOB : ANN;
            var name = who.equals(ANN) ? "ann" : "bob";
            var title = "t" + step;
            var old = model.get(id);
            var now = old == null ? new Modelled("", "", 0, true) : old;
            var mine = !now.deleted && now.owner.equals(name);
            var version = random.nextInt(4) == 0 ? 1 : now.version;
            String field;
            String expected;
            Modelled next;
            switch (random.nextInt(4)) {
                case 0 -> {
                    field = "add(id: \"%s\", title: \"%s\") { id }".formatted(id, title);
                    expected = old == null ? "" : "TAKEN";
                    next = new Modelled(name, title, 1, false);
                }
                case 1 -> {
                    field = "save(id: \"%s\", title: \"%s\") { id }".formatted(id, title);
                    expected =
                            old == null || mine
                                    ? ""
                                    : now.deleted ? "CONDITION_FAILED" : "NOT_FOUND";
                    next = new Modelled(name, title, now.version + 1, false);
                }
                case 2 -> {
                    field =
                            "rename(id: \"%s\", version: %d, title: \"%s\") { id }"
                                    .formatted(id, version, title);
                    expected = !mine ? "NOT_FOUND" : version == now.version ? "" : "CONFLICT";
                    next = new Modelled(name, title, now.version + 1, false);
                }
                default -> {
                    field = "remove(id: \"%s\", version: %d) { id }".formatted(id, version);
                    expected = !mine ? "NOT_FOUND" : version == now.version ? "" : "CONFLICT";
                    next = new Modelled(now.owner, now.title, now.version + 1, true);
                }
            }
            var answer = change(who, field);
            assertThat(String.join("", answer.codes())).as(field).isEqualTo(expected);
            if (expected.isEmpty()) {
                model.put(id, next);
            }
            assertThat(List.copyOf(owned(who))).isEqualTo(owned(model, name));
            model.forEach((key, item) ->
                    assertThat(stored(key).containsKey("deleted")).isEqualTo(item.deleted));
        }
    }

    private List<String> owned(Who who) {
        return read(who, "docs { edges { node { id title version } } }")
                .data("/docs/edges")
                .valueStream()
                .map(edge -> edge.at("/node").toString())
                .toList();
    }

    private static List<String> owned(Map<String, Modelled> model, String name) {
        return model.entrySet().stream()
                .filter(each -> each.getValue().owner.equals(name) && !each.getValue().deleted)
                .map(each ->
                        "{\"id\":\"%s\",\"title\":\"%s\",\"version\":%d}"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().title,
                                        each.getValue().version))
                .toList();
    }
}
