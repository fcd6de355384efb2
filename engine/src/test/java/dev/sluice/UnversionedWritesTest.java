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

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Counters on types with a version.
class UnversionedWritesTest {
    private static final Who ANN = Who.user("ann");
    private static final int STEPS = Thoroughness.cases(60, 400);
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") { query: Query mutation: Mutation }
            type Article @table(name: "Articles", partitionKey: "{id}", version: "version", itemSize: 1)
              @auth(rules: [{signedIn: true}]) {
              id: ID!
              title: String! @constraint(maxLength: 9)
              views: Int! @attribute(default: "0")
              version: Int!
            }
            type Log @table(name: "Logs", partitionKey: "{id}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              id: ID!
              views: Int!
            }
            type Query {
              article(id: ID!): Article @getItem(key: "id = $id", consistent: true) @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              view(id: ID!): Article @auth(rules: [{signedIn: true}])
                @write(update: "Article", key: "id = $id", expression: "ADD views 1", versioned: false)
              viewOnce(id: ID!, clientRequestToken: ID!): Article @auth(rules: [{signedIn: true}])
                @write(update: "Article", key: "id = $id", expression: "ADD views 1", versioned: false)
              edit(id: ID!, version: Int!, title: String! @constraint(maxLength: 9)): Article @auth(rules: [{signedIn: true}])
                @write(update: "Article", key: "id = $id", expression: "SET title = $title")
              touch(id: ID!, title: String! @constraint(maxLength: 9)): Log @auth(rules: [{signedIn: true}])
                @write(update: "Article", key: "id = $id", expression: "SET title = $title")
                @write(put: "Log", item: "id = $id, views = 0")
              note(id: ID!): Log @auth(rules: [{signedIn: true}])
                @getItem(as: "a", type: "Article", key: "id = $id", consistent: true)
                @write(put: "Log", item: "id = $id, views = $a.views")
              reset(id: ID!): Article @auth(rules: [{signedIn: true}])
                @getItem(as: "a", type: "Article", key: "id = $id", consistent: true)
                @write(update: "Article", key: "id = $id", expression: "SET views = 0", versioned: false)
                @write(put: "Log", item: "id = $id, views = $a.views")
              rename(id: ID!, version: Int!): Article @auth(rules: [{signedIn: true}])
                @getItem(as: "a", type: "Article", key: "id = $id", consistent: true)
                @write(update: "Article", key: "id = $id", expression: "SET title = $a.title")
              remove(id: ID!, version: Int!): Article @auth(rules: [{signedIn: true}])
                @getItem(as: "a", type: "Article", key: "id = $id", consistent: true)
                @write(delete: "Article", key: "id = $id")
                @write(put: "Log", item: "id = $id, views = $a.views")
            }
            """;

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA).with("Article", Map.of("id", "1", "title", "a", "views", 5));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer ask(String field) {
        return api.send(ANN, Map.of("query", "mutation { f: " + field + " }"));
    }

    private String stored() {
        return api.ask(ANN, "{ article(id: \"1\") { title views version } }")
                .data("/article")
                .toString();
    }

    private void addView() {
        api.dynamoDb()
                .updateItem(update ->
                        update.tableName(api.physicalName("Articles"))
                                .key(Map.of("id", AttributeValue.fromS("1")))
                                .updateExpression("ADD #v :one")
                                .expressionAttributeNames(Map.of("#v", "views"))
                                .expressionAttributeValues(
                                        Map.of(":one", AttributeValue.fromN("1"))));
    }

    /// Adds a view after the next read of the item.
    private AtomicInteger viewAfterTheRead() {
        var views = new AtomicInteger();
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    if (request.operation().endsWith("GetItem") && views.getAndIncrement() == 0) {
                        addView();
                    }
                    return reply;
                });
        return views;
    }

    @Test
    void a_view_leaves_the_version_that_an_editor_has() {
        assertThat(ask("view(id: \"1\") { views version title }").data("/f").toString())
                .isEqualTo("{\"views\":6,\"version\":1,\"title\":\"a\"}");
        assertThat(ask("view(id: \"none\") { views }").errors()).containsExactly("/f NOT_FOUND");
        assertThat(
                        ask("edit(id: \"1\", version: 1, title: \"b\") { version views }")
                                .data("/f")
                                .toString())
                .isEqualTo("{\"version\":2,\"views\":6}");
        assertThat(ask("edit(id: \"1\", version: 1, title: \"c\") { version }").errors())
                .containsExactly("/f CONFLICT");
    }

    @Test
    void a_token_counts_one_view() {
        var once = "viewOnce(id: \"1\", clientRequestToken: \"t\") { views }";
        ask(once);
        assertThat(ask(once).data("/f/views").asInt()).isEqualTo(6);
    }

    @Test
    void random_edits_and_views_match_a_model() {
        var random = new Random(Thoroughness.seed(7));
        var version = 1;
        var views = 5;
        var title = "a";
        for (int step = 0; step < STEPS; step++) {
            var sent = random.nextInt(4) == 0 ? version - 1 : version;
            switch (random.nextInt(3)) {
                case 0 -> {
                    views++;
                    assertThat(ask("view(id: \"1\") { views }").errors()).isEmpty();
                }
                case 1 -> {
                    var next = "t" + step;
                    var codes =
                            ask("edit(id: \"1\", version: %d, title: \"%s\") { version }"
                                            .formatted(sent, next))
                                    .codes();
                    assertThat(codes.isEmpty()).isEqualTo(sent == version);
                    title = sent == version ? next : title;
                    version += sent == version ? 1 : 0;
                }
                default -> {
                    title = "u" + step;
                    version++;
                    api.ask(
                            ANN,
                            "mutation { touch(id: \"1\", title: \"%s\") { id } }".formatted(title));
                    api.dynamoDb()
                            .deleteItem(delete ->
                                    delete.tableName(api.physicalName("Logs"))
                                            .key(Map.of("id", AttributeValue.fromS("1"))));
                }
            }
            assertThat(stored())
                    .isEqualTo(
                            "{\"title\":\"%s\",\"views\":%d,\"version\":%d}"
                                    .formatted(title, views, version));
        }
    }

    /// The version does not show that a view came in between, so the used fields are compared.
    @Test
    void a_view_between_the_read_and_the_write_is_a_conflict_if_the_write_uses_the_views() {
        for (var field : new String[] {"note", "reset"}) {
            viewAfterTheRead();
            assertThat(ask(field + "(id: \"1\") { id }").errors())
                    .as(field)
                    .containsExactly("/f CONFLICT");
        }
        viewAfterTheRead();
        assertThat(ask("remove(id: \"1\", version: 1) { id }").errors())
                .containsExactly("/f CONFLICT");
        assertThat(ask("reset(id: \"1\") { views version }").data("/f").toString())
                .isEqualTo("{\"views\":0,\"version\":1}");
    }

    /// The answer must not be predicted from what was read.
    @Test
    void a_view_between_the_read_and_a_write_that_does_not_use_the_views_is_in_the_answer() {
        var seen = viewAfterTheRead();
        assertThat(
                        ask("rename(id: \"1\", version: 1) { title views version }")
                                .data("/f")
                                .toString())
                .isEqualTo("{\"title\":\"a\",\"views\":6,\"version\":2}");
        assertThat(seen.get()).isPositive();
    }
}
