// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/// Mutations that write the items of a list that they have read.
class CascadeTest {
    private static final Who MIA = Who.user("mia");
    private static final Who EVE = Who.user("eve");
    private static final int MOST = 4;
    private static final int STEPS = Thoroughness.cases(40, 600);
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Tokens") @limits(requests: 40, readUnits: 400, writeUnits: 400) { query: Query mutation: Mutation }
            type Query { post(id: ID!): Post @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1) @auth(rules: [{owner: "user"}]) { team: ID! user: ID! }
            type Post @table(name: "Posts", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) {
              id: ID!
              team: ID!
              number: Int! @attribute(default: "0")
              comments(from: ID, first: Int! = 2, after: String): CommentConnection!
                @query(keyCondition: "team = $parent.team AND post = $parent.id AND id >= $from", maxItems: 4)
            }
            type Comment @table(name: "Comments", partitionKey: "{team}#{post}", sortKey: "{id}", version: "version", itemSize: 1)
              @index(name: "byState", partitionKey: "{team}", sortKey: "{by}#{state}")
              @auth(rules: [{exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) {
              team: ID! post: ID! id: ID! by: ID! state: String! @attribute(default: "'open'") version: Int!
            }
            type Seen @table(name: "Seen", partitionKey: "{by}", sortKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) { by: ID! id: ID! }
            type Mutation {
              comment(post: ID!, id: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @getItem(as: "p", type: "Post", key: "id = $post", consistent: true)
                @write(put: "Comment", item: "team = $p.team, post = $post, id = $id, by = $claims.sub")
                @write(put: "Seen", item: "by = $claims.sub, id = $id", upsert: true)
                @write(update: "Post", key: "id = $post", expression: "ADD number 1")
              deletePost(id: ID!): Post @auth(rules: [{signedIn: true}])
                @getItem(as: "p", type: "Post", key: "id = $id", consistent: true)
                @write(delete: "Post", key: "id = $id")
                @write(delete: "Comment", each: "$p.comments", key: "team = $p.team AND post = $id AND id = $each.id")
                @write(delete: "Seen", each: "$p.comments", key: "by = $each.by AND id = $each.id")
              close(id: ID!, clientRequestToken: ID!): [Comment!]! @auth(rules: [{signedIn: true}])
                @getItem(as: "p", type: "Post", key: "id = $id", consistent: true)
                @write(update: "Comment", each: "$p.comments", key: "team = $each.team AND post = $id AND id = $each.id", expression: "SET state = 'closed'")
            }
            """;

    @AutoClose
    private final Api api = Api.of(SCHEMA).with("Member", Map.of("team", "t", "user", "mia"));

    private final BoundedMutations mutations = new BoundedMutations(api);

    private Api post(String id, String... comments) {
        api.with("Post", Map.of("id", id, "team", "t", "number", comments.length));
        for (var comment : comments) {
            api.with(
                    "Comment",
                    Map.of(
                            "team", "t", "post", id, "id", comment, "by", "mia", "state", "open",
                            "version", 1));
            api.with("Seen", Map.of("by", "mia", "id", comment));
        }
        return api;
    }

    @Test
    void random_posts_and_their_comments_are_as_a_model_says() {
        var random = new Random(Thoroughness.seed(17));
        var model = new TreeMap<String, TreeMap<String, String>>();
        for (int step = 0; step < STEPS; step++) {
            var id = "p" + random.nextInt(2);
            var post = model.get(id);
            switch (random.nextInt(7)) {
                case 0 -> {
                    var answer =
                            mutations.ask(MIA, "deletePost(id: \"%s\") { number }".formatted(id));
                    assertThat(answer.errors())
                            .isEqualTo(
                                    post == null
                                            ? List.of("/f NOT_FOUND")
                                            : post.size() > MOST
                                                    ? List.of("/f TOO_MANY_ITEMS")
                                                    : List.of());
                    if (answer.errors().isEmpty()) {
                        assertThat(answer.data("/f/number").asInt())
                                .isEqualTo(Objects.requireNonNull(post).size());
                        model.remove(id);
                    }
                }
                case 1 -> {
                    if (post == null) {
                        post(id);
                        model.put(id, new TreeMap<>());
                    }
                }
                case 2 -> {
                    var closed =
                            mutations.ask(
                                    MIA,
                                    "close(id: \"%s\", clientRequestToken: \"%d\") { id state }"
                                            .formatted(id, step));
                    if (post == null || post.size() > MOST) {
                        assertThat(closed.errors()).hasSize(1);
                    } else {
                        post.replaceAll((_, _) -> "closed");
                        assertThat(closed.data("/f").findValuesAsText("id"))
                                .containsExactlyElementsOf(post.keySet());
                    }
                }
                default -> {
                    var comment = id + "-" + random.nextInt(9);
                    var answer =
                            mutations.ask(
                                    MIA,
                                    "comment(post: \"%s\", id: \"%s\")".formatted(id, comment));
                    var isNew = post != null && !post.containsKey(comment);
                    assertThat(answer.errors().isEmpty()).isEqualTo(isNew);
                    if (post != null && isNew) {
                        post.put(comment, "open");
                    }
                }
            }
            var expected = new TreeSet<String>();
            model.values()
                    .forEach(each ->
                            each.forEach((name, state) -> expected.add(name + " " + state)));
            assertThat(comments()).as("step %d", step).containsExactlyElementsOf(expected);
            assertThat(scan("Seen")).as("step %d", step).hasSameSizeAs(expected);
        }
    }

    @Test
    void a_caller_without_access_learns_nothing_and_changes_nothing() {
        post("p", "1", "2").with("Post", Map.of("id", "empty", "team", "t", "number", 0));
        for (var id : List.of("p", "empty", "none")) {
            var answer = mutations.ask(EVE, "deletePost(id: \"%s\") { id }".formatted(id));
            assertThat(answer.body().at("/errors/0/extensions").toString())
                    .isEqualTo("{\"code\":\"NOT_FOUND\",\"applied\":\"no\",\"type\":\"Post\"}");
        }
        assertThat(comments()).containsExactly("1 open", "2 open");
    }

    @Test
    void more_items_than_the_list_may_have_are_refused_with_their_number() {
        post("p", "1", "2", "3", "4", "5");
        var answer = mutations.ask(MIA, "deletePost(id: \"p\") { id }");

        assertThat(answer.body().at("/errors/0/message").asText())
                .isEqualTo("The list has more than 4 items, so nothing was written.");
        assertThat(answer.body().at("/errors/0/extensions").toString())
                .isEqualTo(
                        "{\"code\":\"TOO_MANY_ITEMS\",\"applied\":\"no\",\"maximum\":4,\"type\":\"Comment\"}");
        assertThat(api.wire().operations()).doesNotContain("TransactWriteItems");
        assertThat(comments()).hasSize(5);
    }

    @Test
    void what_another_client_changes_between_the_read_and_the_writes_is_not_lost() {
        post("p", "1", "2");
        var changes =
                List.<Runnable>of(
                        () -> set("Comments", comment("1"), "version", "7"),
                        () -> delete(comment("2")),
                        () -> set("Posts", Map.of("id", text("p")), "number", "3"));
        for (var change : changes) {
            assertThat(race(change, "deletePost(id: \"p\") { id }").errors())
                    .containsExactly("/f CONFLICT");
        }
        assertThat(comments()).containsExactly("1 open");
        assertThat(mutations.ask(MIA, "deletePost(id: \"p\") { number }").data("/f/number").asInt())
                .isEqualTo(3);
        assertThat(comments()).isEmpty();
    }

    @Test
    void a_member_who_has_left_in_the_meantime_deletes_nothing() {
        post("p", "1");
        var key = Map.of("team", text("t"), "user", text("mia"));
        var answer =
                race(
                        () ->
                                api.dynamoDb()
                                        .deleteItem(delete ->
                                                delete.tableName(api.physicalName("Members"))
                                                        .key(key)),
                        "deletePost(id: \"p\") { id }");

        assertThat(answer.errors()).containsExactly("/f NOT_FOUND");
        assertThat(comments()).containsExactly("1 open");
    }

    /// Makes a change after the mutation has read, and before it writes.
    private Answer race(Runnable change, String field) {
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        change.run();
                    }
                    return next.forward(request.body());
                });
        return api.send(MIA, Map.of("query", "mutation { f: " + field + " }"));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static Map<String, AttributeValue> comment(String id) {
        return Map.of("pk", text("t#p"), "id", text(id));
    }

    private void set(String table, Map<String, AttributeValue> key, String name, String number) {
        api.dynamoDb()
                .updateItem(update ->
                        update.tableName(api.physicalName(table))
                                .key(key)
                                .updateExpression("SET #n = :n")
                                .expressionAttributeNames(Map.of("#n", name))
                                .expressionAttributeValues(
                                        Map.of(":n", AttributeValue.fromN(number))));
    }

    private void delete(Map<String, AttributeValue> key) {
        api.dynamoDb()
                .deleteItem(delete -> delete.tableName(api.physicalName("Comments")).key(key));
    }

    private List<String> comments() {
        var comments = new ArrayList<String>();
        scan("Comments")
                .forEach(item ->
                        comments.add(
                                Objects.requireNonNull(item.get("id")).s()
                                        + " "
                                        + Objects.requireNonNull(item.get("state")).s()));
        return comments.stream().sorted().toList();
    }

    private List<Map<String, AttributeValue>> scan(String table) {
        return api.dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName(table)).consistentRead(true))
                .items();
    }
}
