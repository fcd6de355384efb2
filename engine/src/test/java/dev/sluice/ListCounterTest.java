// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// The number of items of a list comes from a field of its parent, which the mutations keep.
class ListCounterTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 10, readUnits: 100, writeUnits: 100) { query: Query mutation: Mutation }
            type Post @table(name: "Posts", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              number: Int @attribute(hidden: true)
              comments(first: Int! = 2, after: String): CommentConnection!
                @query(keyCondition: "post = $parent.id", counter: "$parent.number")
            }
            type Comment @table(name: "Comments", partitionKey: "{post}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) {
              post: ID!
              id: ID! @attribute(default: "$uuid")
            }
            type Query {
              post(id: ID!): Post @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              comment(post: ID!): Comment @auth(rules: [{signedIn: true}])
                @write(put: "Comment", item: "post = $post")
                @write(update: "Post", key: "id = $post", expression: "ADD number 1")
              remove(post: ID!, id: ID!): Comment @auth(rules: [{signedIn: true}])
                @getItem(as: "it", type: "Comment", key: "post = $post AND id = $id", consistent: true)
                @write(delete: "Comment", key: "post = $post AND id = $id")
                @write(update: "Post", key: "id = $it.post", expression: "ADD number -1")
            }
            """;
    private static final Who ANN = Who.user("ann");
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(Who who, String post) {
        return api.ask(
                who,
                "{ post(id: \"%s\") { comments { totalCount countIsPartial edges { node { id } } } } }"
                        .formatted(post));
    }

    @Test
    void the_number_is_that_of_the_counter_and_takes_no_request() {
        api.with("Post", Map.of("id", "p", "number", 0));
        String last = "";
        for (int i = 0; i < 3; i++) {
            last =
                    api.ask(ANN, "mutation { comment(post: \"p\") { id } }")
                            .data("/comment/id")
                            .asText();
        }
        assertThat(ask(ANN, "p").data("/post/comments/totalCount").asInt()).isEqualTo(3);
        assertThat(api.wire().operations()).containsExactlyInAnyOrder("GetItem", "Query");
        api.ask(ANN, "mutation { remove(post: \"p\", id: \"%s\") { id } }".formatted(last));
        var answer = ask(ANN, "p");
        assertThat(answer.data("/post/comments/totalCount").asInt()).isEqualTo(2);
        assertThat(answer.data("/post/comments/edges")).hasSize(2);
        assertThat(answer.data("/post/comments/countIsPartial").asBoolean()).isFalse();
        var cost = answer.body().at("/extensions/cost");
        assertThat(cost.at("/bound/requests").asInt()).isEqualTo(2);
        assertThat(cost.at("/consumed/requests").asInt()).isEqualTo(2);
    }

    @Test
    void a_caller_who_may_see_no_item_counts_none() {
        api.with("Post", Map.of("id", "seen", "number", 7));
        assertThat(ask(ANN, "seen").data("/post/comments/totalCount").asInt()).isEqualTo(7);
        var hidden = ask(Who.NOBODY, "seen");
        assertThat(hidden.data("/post/comments/totalCount").asInt(-1)).isZero();
        assertThat(hidden.data("/post/comments/countIsPartial").asBoolean(true)).isFalse();
    }

    @Test
    void a_counter_without_a_number_is_not_known() {
        api.with("Post", Map.of("id", "none"));
        api.withRaw("Post", Map.of("id", "odd"), Map.of("number", AttributeValue.fromS("many")));
        for (var post : new String[] {"none", "odd"}) {
            var answer = ask(ANN, post);
            assertThat(answer.data("/post/comments/totalCount").isNull()).isTrue();
            assertThat(answer.data("/post/comments/countIsPartial").asBoolean()).isTrue();
            assertThat(answer.data("/post/comments/edges").isArray()).isTrue();
        }
    }
}
