// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.AuditNotes;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// `@audit` notes each change in the transaction of the change.
class AuditTrailTest {
    private static final int MUTATIONS = Thoroughness.cases(120, 1_000);
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 200, writeUnits: 200) @idempotency(table: "Tokens") {
              query: Query
              mutation: Mutation
            }
            type Account @table(name: "Accounts", partitionKey: "{id}", version: "version")
              @audit(trail: "Change", keepDays: 400)
              @auth(rules: [{signedIn: true}]) {
              id: ID!
              name: String
              city: String
              version: Int!
            }
            type Counter @table(name: "Counters", partitionKey: "{id}") @auth(rules: [{signedIn: true}]) {
              id: ID!
              count: Int
            }
            type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until")
              @auth(rules: [{group: "auditor"}]) {
              item: ID!
              id: ID!
              at: DateTime!
              field: String!
              action: String!
              by: ID
              request: String!
              before: Int
              after: Int
              changed: [String!]
              until: DateTime @attribute(hidden: true)
            }
            type Query {
              account(id: ID!): Account @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
              auditOf(key: ID!, first: Int! = 50, after: String): ChangeConnection!
                @query(keyCondition: "item = $key") @auth(rules: [{group: "auditor"}])
            }
            input Patch { name: String, city: String }
            input Named { id: ID! }
            type Mutation {
              open(id: ID!, name: String, clientRequestToken: ID!): Account @auth(rules: [{signedIn: true}])
                @write(put: "Account", item: "id = $id, name = $name")
              change(id: ID!, patch: Patch!, version: Int!): Account @auth(rules: [{signedIn: true}])
                @write(update: "Account", key: "id = $id", expression: "SET ...$patch")
              close(id: ID!, version: Int!): Account @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(delete: "Account", key: "id = $id")
              count(id: ID!, others: [Named!]! @constraint(maxItems: 3, unique: "id")): Counter @audit(trail: "Change")
                @auth(rules: [{signedIn: true}])
                @write(update: "Counter", key: "id = $id", expression: "ADD count 1", upsert: true)
                @write(update: "Counter", each: "$others", key: "id = $each.id", expression: "ADD count 1", upsert: true)
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);

    private Answer open(String id, String name, String token) {
        return api.ask(
                Who.user("ann"),
                "mutation($id: ID!, $name: String, $token: ID!) { open(id: $id, name: $name, clientRequestToken: $token) { id } }",
                Map.of("id", id, "name", name, "token", token));
    }

    @Test
    void an_auditor_sees_who_changed_what_and_nobody_else_does() {
        open("a1", "x", "t1");
        open("a1", "x", "t1");
        api.at(Api.NOW.plusSeconds(1));
        api.ask(
                Who.user("bob"),
                "mutation { change(id: \"a1\", patch: {city: \"Y\"}, version: 1) { version } }");
        api.at(Api.NOW.plusSeconds(2));
        api.ask(Who.user("bob"), "mutation { close(id: \"a1\", version: 2) { id } }");

        assertThat(all("Account/a1"))
                .containsExactly(
                        "open PUT ann null 1 [\"id\",\"name\"]",
                        "change UPDATE bob 1 2 [\"city\"]",
                        "close DELETE bob 2 null null");
        var forbidden =
                api.ask(
                        Who.user("ann"),
                        "{ auditOf(key: \"Account/a1\") { edges { node { field } } } }");
        assertThat(forbidden.codes()).containsExactly("FORBIDDEN");
    }

    @Test
    void a_note_expires_after_its_days() {
        open("a1", "x", "t1");

        var note =
                api.dynamoDb()
                        .scan(scan -> scan.tableName(api.physicalName("Changes")))
                        .items()
                        .getFirst();
        assertThat(note)
                .containsEntry(
                        "until",
                        AttributeValue.fromN(
                                Long.toString(Api.NOW.getEpochSecond() + 400L * 24 * 3600)));
    }

    @Test
    void the_bound_counts_each_note() {
        var answer =
                api.ask(
                        Who.user("ann"),
                        "mutation { count(id: \"c\", others: [{id: \"d\"}, {id: \"e\"}]) { count } }");

        assertThat(answer.data("/count/count").asInt()).isEqualTo(1);
        // Three counters and three notes, of 4 KB each, in a transaction.
        assertThat(answer.body().at("/extensions/cost/bound/writeUnits").asInt())
                .isEqualTo(2 * 6 * 4);
        assertThat(all("Counter/e")).containsExactly("count UPDATE ann null null [\"count\"]");
    }

    @Test
    void the_notes_of_random_mutations_are_those_of_a_model() {
        var random = new Random(Thoroughness.seed(4));
        var versions = new TreeMap<String, Integer>();
        var model = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < MUTATIONS; i++) {
            var id = "a" + random.nextInt(12);
            var who = "u" + random.nextInt(3);
            var version = versions.getOrDefault(id, 0);
            var given = random.nextInt(5) == 0 ? version + 1 : Math.max(version, 1);
            var applies = versions.containsKey(id) && given == version;
            var notes = model.computeIfAbsent("Account/" + id, _ -> new ArrayList<>());
            switch (random.nextInt(4)) {
                case 0 -> {
                    var query =
                            "mutation { open(id: \"%s\", clientRequestToken: \"t%d\") { id } }"
                                    .formatted(id, i);
                    var answer = api.ask(Who.user(who), query);
                    assertThat(answer.codes().isEmpty()).isEqualTo(!versions.containsKey(id));
                    if (!versions.containsKey(id)) {
                        assertThat(api.ask(Who.user(who), query).codes()).isEmpty();
                        versions.put(id, 1);
                        notes.add("open PUT %s null 1 [\"id\"]".formatted(who));
                    }
                }
                case 1 -> {
                    var both = random.nextBoolean();
                    var answer =
                            api.ask(
                                    Who.user(who),
                                    "mutation { change(id: \"%s\", patch: {city: \"c%d\"%s}, version: %d) { id } }"
                                            .formatted(id, i, both ? ", name: null" : "", given));
                    assertThat(answer.codes().isEmpty()).isEqualTo(applies);
                    if (applies) {
                        versions.put(id, version + 1);
                        notes.add(
                                "change UPDATE %s %d %d %s"
                                        .formatted(
                                                who,
                                                version,
                                                version + 1,
                                                both ? "[\"city\",\"name\"]" : "[\"city\"]"));
                    }
                }
                case 2 -> {
                    var answer =
                            api.ask(
                                    Who.user(who),
                                    "mutation { close(id: \"%s\", version: %d) { id } }"
                                            .formatted(id, given));
                    assertThat(answer.codes().isEmpty()).isEqualTo(applies);
                    if (applies) {
                        versions.remove(id);
                        notes.add("close DELETE %s %d null null".formatted(who, version));
                    }
                }
                default -> {
                    var counter = "c" + random.nextInt(3);
                    api.ask(
                            Who.user(who),
                            "mutation { count(id: \"%s\", others: [{id: \"d\"}]) { count } }"
                                    .formatted(counter));
                    for (var each : List.of(counter, "d")) {
                        model.computeIfAbsent("Counter/" + each, _ -> new ArrayList<>())
                                .add("count UPDATE %s null null [\"count\"]".formatted(who));
                    }
                }
            }
        }
        model.forEach((item, notes) ->
                assertThat(all(item)).as(item).containsExactlyInAnyOrderElementsOf(notes));
        var rows = model.values().stream().mapToInt(List::size).sum();
        assertThat(rows).isGreaterThan(MUTATIONS / 4);
        assertThat(
                        api
                                .dynamoDb()
                                .scanPaginator(scan -> scan.tableName(api.physicalName("Changes")))
                                .items()
                                .stream()
                                .count())
                .isEqualTo(rows);
    }

    /// Returns all notes of an item.
    private List<String> all(String item) {
        return AuditNotes.of(api, item, "field action by before after changed").stream()
                .map(note ->
                        "%s %s %s %s %s %s"
                                .formatted(
                                        note.at("/field").asText(),
                                        note.at("/action").asText(),
                                        note.at("/by").asText(),
                                        note.at("/before").asText(),
                                        note.at("/after").asText(),
                                        note.at("/changed")))
                .toList();
    }
}
