// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// Mutations of an item that can have one of several types.
class WritesOfSeveralTypesTest {
    private static final List<String> USERS = List.of("ann", "bob");
    private static final int STEPS = Thoroughness.cases(40, 600);
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") @limits(requests: 20, readUnits: 60, writeUnits: 60) { query: Query mutation: Mutation }
            interface Document { id: ID! owner: ID! title: String! }
            type Note implements Document @table(name: "Documents", partitionKey: "{id}", discriminator: "kind = 'NOTE'", itemSize: 2)
              @auth(rules: [{owner: "owner"}, {group: "notes"}]) {
              id: ID! owner: ID! title: String! text: String
            }
            type Sheet implements Document @table(name: "Documents", partitionKey: "{id}", discriminator: "kind = 'SHEET'", version: "version", itemSize: 2)
              @auth(rules: [{owner: "owner"}]) {
              id: ID! owner: ID! title: String! rows: Int version: Int! @attribute(default: "1")
            }
            type Log @table(name: "Log", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) { id: ID! number: Int! @attribute(default: "0") }
            type Query { document(id: ID!): Document @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Mutation {
              rename(id: ID!, version: Int!, title: String! @constraint(maxLength: 9)): Document @auth(rules: [{signedIn: true}])
                @getItem(as: "d", type: "Document", key: "id = $id", consistent: true)
                @write(update: "Log", key: "id = 'renamed'", expression: "ADD number 1", upsert: true)
                @write(update: "Document", key: "id = $id", expression: "SET title = $title", condition: "title <> $title AND $d.owner <> 'nobody'", onFail: "SAME_TITLE")
              remove(id: ID!, version: Int!, clientRequestToken: ID!): Document @auth(rules: [{signedIn: true}])
                @getItem(as: "d", type: "Document", key: "id = $id", consistent: true)
                @write(delete: "Document", key: "id = $id")
              countOf(id: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @getItem(as: "d", type: "Document", key: "id = $id", consistent: true)
                @write(update: "Log", key: "id = $d.title", expression: "ADD number 1", upsert: true)
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);
    private final BoundedMutations mutations = new BoundedMutations(api);

    private void put(String id, boolean isNote, String owner) {
        api.with(
                isNote ? "Note" : "Sheet",
                isNote
                        ? Map.of("id", id, "owner", owner, "title", "old", "text", "long")
                        : Map.of("id", id, "owner", owner, "title", "old", "version", 1));
    }

    /// What a document is according to the model.
    private record Known(boolean isNote, String owner, String title, int version) {
        @Override
        public String toString() {
            return "%s %s %s%s"
                    .formatted(
                            isNote ? "NOTE" : "SHEET", owner, title, isNote ? "" : " " + version);
        }
    }

    @Test
    void random_documents_are_renamed_and_removed_as_a_model_says() {
        var random = new Random(Thoroughness.seed(31));
        var model = new TreeMap<String, Known>();
        for (int step = 0; step < STEPS; step++) {
            var id = "d" + random.nextInt(3);
            var known = model.get(id);
            var user = USERS.get(random.nextInt(2));
            var who = random.nextInt(4) == 0 ? Who.user(user, "notes") : Who.user(user);
            var sees =
                    known != null
                            && (known.owner().equals(user)
                                    || (known.isNote() && who.groups().contains("notes")));
            if (known == null) {
                known = new Known(random.nextBoolean(), user, "old", 1);
                put(id, known.isNote(), user);
                model.put(id, known);
            } else if (random.nextInt(3) > 0) {
                var title = random.nextBoolean() ? "t" + random.nextInt(3) : "old";
                var answer =
                        mutations.ask(
                                who,
                                "rename(id: \"%s\", version: %d, title: \"%s\") { __typename title ... on Sheet { version rows } ... on Note { text } }"
                                        .formatted(id, known.version(), title));
                var isNew = !known.title().equals(title);
                assertThat(answer.errors())
                        .as("step %d", step)
                        .isEqualTo(error(sees ? isNew ? null : "SAME_TITLE" : "NOT_FOUND"));
                if (sees && isNew) {
                    known = new Known(known.isNote(), known.owner(), title, known.version() + 1);
                    model.put(id, known);
                    assertThat(answer.data("/f/__typename").asText())
                            .isEqualTo(known.isNote() ? "Note" : "Sheet");
                    assertThat(answer.data("/f/title").asText()).isEqualTo(title);
                }
            } else {
                var version = known.version() - random.nextInt(2);
                var answer =
                        mutations.ask(
                                who,
                                "remove(id: \"%s\", version: %d, clientRequestToken: \"%d\") { title }"
                                        .formatted(id, version, step));
                var isStale = !known.isNote() && version != known.version();
                assertThat(answer.errors())
                        .as("step %d", step)
                        .isEqualTo(error(sees ? isStale ? "CONFLICT" : null : "NOT_FOUND"));
                if (sees && !isStale) {
                    assertThat(answer.data("/f/title").asText()).isEqualTo(known.title());
                    model.remove(id);
                }
            }
            assertThat(stored()).as("step %d", step).isEqualTo(shown(model));
        }
    }

    private static List<String> error(@Nullable String code) {
        return code == null ? List.of() : List.of("/f " + code);
    }

    @Test
    void an_error_names_the_position_of_the_write_and_the_type_of_the_item() {
        put("n", true, "ann");
        put("s", false, "ann");
        for (var id : List.of("n", "s")) {
            var answer =
                    mutations.ask(
                            Who.user("ann"),
                            "rename(id: \"%s\", version: 1, title: \"old\") { id }".formatted(id));
            assertThat(answer.body().at("/errors/0/extensions/write").asInt()).isOne();
            assertThat(answer.body().at("/errors/0/extensions/type").asText())
                    .isEqualTo(id.equals("n") ? "Note" : "Sheet");
        }
    }

    @Test
    void an_item_that_only_the_read_needs_is_checked_as_its_type() {
        put("s", false, "ann");
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        put("s", true, "ann");
                    }
                    return next.forward(request.body());
                });
        var count = Map.of("query", "mutation { f: countOf(id: \"s\") }");

        assertThat(api.send(Who.user("ann"), count).codes()).hasSize(1);
        assertThat(mutations.ask(Who.user("ann"), "countOf(id: \"s\")").errors()).isEmpty();
        assertThat(api.wire().calls().getLast().body().path("TransactItems")).hasSize(2);
    }

    private static Map<String, String> shown(Map<String, Known> model) {
        var shown = new TreeMap<String, String>();
        model.forEach((id, known) -> shown.put(id, known.toString()));
        return shown;
    }

    private Map<String, String> stored() {
        var stored = new TreeMap<String, String>();
        api.dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName("Documents")).consistentRead(true))
                .items()
                .forEach(item ->
                        stored.put(
                                text(item, "id"),
                                "%s %s %s%s"
                                        .formatted(
                                                text(item, "kind"),
                                                text(item, "owner"),
                                                text(item, "title"),
                                                item.containsKey("version")
                                                        ? " "
                                                                + Objects.requireNonNull(
                                                                                item.get("version"))
                                                                        .n()
                                                        : "")));
        return stored;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }
}
