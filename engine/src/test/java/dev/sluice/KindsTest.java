// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// References to one of several types: by all their keys, by a kind, and by global ids.
class KindsTest {
    private static final String SCHEMA =
            """
            interface Node { id: ID! }
            interface Post { text: String! }
            enum PostKind { TWEET REPLY AD }
            type Tweet implements Node & Post @table(name: "Posts", partitionKey: "TWEET#{tweetId}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID! @node
              tweetId: ID! @attribute(name: "id")
              text: String!
            }
            type Reply implements Node & Post @table(name: "Posts", partitionKey: "REPLY#{replyId}", itemSize: 1)
              @auth(rules: [{owner: "author"}, {exists: "Friend", key: "of = $item.author AND user = $claims.sub"}]) {
              id: ID! @node
              replyId: ID! @attribute(name: "id")
              author: ID!
              text: String!
            }
            type Photo implements Post @table(name: "Photos", partitionKey: "{album}", sortKey: "{number}", itemSize: 20)
              @auth(rules: [{public: true}]) {
              album: ID!
              number: Int!
              text: String!
            }
            type Friend @table(name: "Friends", partitionKey: "{of}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) { of: ID! user: ID! }
            type Room implements Node @table(name: "Rooms", partitionKey: "{tenant}#{name}", sortKey: "{at}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) {
              id: ID! @node
              tenant: ID! @attribute(pin: "$claims.tenant", hidden: true)
              name: String!
              at: DateTime!
              pages: Int
            }
            union Writing = Tweet | Reply
            type Entry @table(name: "Entries", partitionKey: "{user}", sortKey: "{number}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              user: ID!
              number: Int!
              ref: ID
              kind: PostKind
              what: Writing @getItem(key: "tweetId = $parent.ref AND replyId = $parent.ref")
              chosen: Writing @getItem(key: "tweetId = $parent.ref AND replyId = $parent.ref", kind: "$parent.kind",
                kinds: [{value: "TWEET", type: "Tweet"}, {value: "REPLY", type: "Reply"}])
              node: Node @getItem(key: "id = $parent.ref")
            }
            type Query {
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              nodes(ids: [ID!]! @constraint(maxItems: 50)): [Node]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              tweet(id: ID!): Tweet @getItem(key: "id = $id") @auth(rules: [{public: true}])
              post(ref: ID!, number: Int!): Post
                @getItem(key: "tweetId = $ref AND replyId = $ref AND album = $ref AND number = $number") @auth(rules: [{public: true}])
              posts(refs: [ID!]! @constraint(maxItems: 20)): [Writing]! @getItem(key: "tweetId IN $refs AND replyId IN $refs")
                @auth(rules: [{public: true}])
              entries(user: ID!, first: Int! = 10, after: String): EntryConnection! @query(keyCondition: "user = $user")
                @auth(rules: [{public: true}])
              room(name: String!, at: DateTime!): Room @getItem(key: "name = $name AND at = $at") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              rename(id: ID!, text: String! @constraint(maxLength: 20)): Tweet @auth(rules: [{public: true}])
                @write(update: "Tweet", key: "id = $id", expression: "SET text = $text")
              drop(id: ID!): Tweet @auth(rules: [{public: true}]) @write(delete: "Tweet", key: "id = $id")
              tweet(tweetId: ID! @constraint(maxLength: 20), text: String! @constraint(maxLength: 20)): Tweet
                @auth(rules: [{public: true}]) @write(put: "Tweet", item: "tweetId = $tweetId, text = $text")
            }
            """;

    private static final Who ANN = Who.user("ann").withClaim("tenant", "red");
    private static final Who BOB = Who.user("bob").withClaim("tenant", "blue");
    private static final Who CYD = Who.user("cyd").withClaim("tenant", "red");
    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(SCHEMA)
                        .with("Tweet", Map.of("tweetId", "1", "text", "one"))
                        .with("Tweet", Map.of("tweetId", "3", "text", "three"))
                        .with("Reply", Map.of("replyId", "2", "author", "ann", "text", "two"))
                        .with("Reply", Map.of("replyId", "3", "author", "ann", "text", "drei"))
                        .with("Photo", Map.of("album", "a", "number", 7, "text", "photo"))
                        .with("Friend", Map.of("of", "ann", "user", "cyd"))
                        .with(
                                "Room",
                                Map.of(
                                        "tenant",
                                        "red",
                                        "name",
                                        "r:1",
                                        "at",
                                        "2026-01-02T03:04:05.678Z"))
                        .with(
                                "Room",
                                Map.of(
                                        "tenant",
                                        "blue",
                                        "name",
                                        "r:1",
                                        "at",
                                        "2026-01-02T03:04:05.678Z"))
                        .with(
                                "Entry",
                                Map.of("user", "ann", "number", 1, "ref", "1", "kind", "TWEET"))
                        .with(
                                "Entry",
                                Map.of("user", "ann", "number", 2, "ref", "2", "kind", "REPLY"))
                        .with(
                                "Entry",
                                Map.of("user", "ann", "number", 3, "ref", "3", "kind", "REPLY"))
                        .with("Entry", Map.of("user", "ann", "number", 4, "ref", "3", "kind", "AD"))
                        .with("Entry", Map.of("user", "ann", "number", 5));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_reference_finds_the_item_of_each_kind_with_one_batch_of_all_keys() {
        var query =
                "{ entries(user: \"ann\") { edges { node { what { __typename ... on Tweet { text } ... on Reply { text } } } } } }";
        var answer = api.ask(ANN, query);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/entries").findValuesAsText("text"))
                .containsExactly("one", "two", "three", "three");
        assertThat(api.wire().operations()).containsExactly("Query", "BatchGetItem", "GetItem");
        assertThat(api.reads()).containsExactly("Entries 1", "Posts 6", "Friends 1");
        assertThat(api.ask(BOB, query).data("/entries").findValuesAsText("text"))
                .containsExactly("one", "three", "three");
    }

    @Test
    void if_several_items_have_the_key_the_first_one_that_the_caller_may_see_is_the_answer() {
        var query =
                "{ post(ref: \"3\", number: 7) { text } b: post(ref: \"2\", number: 7) { text } a: post(ref: \"a\", number: 7) { __typename } }";

        assertThat(api.ask(CYD, query).data().toString())
                .isEqualTo(
                        "{\"post\":{\"text\":\"three\"},\"b\":{\"text\":\"two\"},\"a\":{\"__typename\":\"Photo\"}}");
        assertThat(api.ask(BOB, query).data("/b").isNull()).isTrue();
    }

    @Test
    void a_list_of_references_keeps_its_order_and_counts_each_key() {
        var answer =
                api.ask(
                        ANN,
                        "{ posts(refs: [\"2\", \"4\", \"1\"]) { ... on Tweet { text } ... on Reply { text } } }");

        assertThat(answer.data("/posts").toString())
                .isEqualTo("[{\"text\":\"two\"},null,{\"text\":\"one\"}]");
        assertThat(api.reads()).contains("Posts 6");
        assertThat(answer.body().at("/extensions/cost/bound/readUnits").asDouble())
                .isEqualTo(6 * 0.5 + 3 * 0.5);
    }

    @Test
    void a_kind_chooses_one_key() {
        var query =
                "{ entries(user: \"ann\", first: 5) { edges { node { chosen { __typename ... on Tweet { text } ... on Reply { text } } } } } }";
        var answer = api.ask(ANN, query);

        assertThat(answer.data("/entries").findValuesAsText("text"))
                .containsExactly("one", "two", "drei");
        assertThat(answer.data("/entries/edges/3/node/chosen").isNull()).isTrue();
        assertThat(api.reads()).contains("Posts 3");
        assertThat(answer.body().at("/extensions/cost/bound/readUnits").asDouble())
                .as("a page, five keys and five records")
                .isEqualTo(1 + 5 * 0.5 + 5 * 0.5);
    }

    @Test
    void a_global_id_finds_its_item_in_any_table_with_one_key() {
        for (var who : List.of(ANN, CYD)) {
            var ids = ids(who);
            assertThat(ids).hasSize(4);
            var answer =
                    api.ask(
                            who,
                            "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
                            Map.of("ids", ids));
            assertThat(answer.data("/nodes").findValuesAsText("id")).isEqualTo(ids);
            assertThat(answer.data("/nodes").findValuesAsText("__typename"))
                    .containsExactly("Tweet", "Tweet", "Reply", "Room");
            assertThat(api.reads()).contains("Posts 3", "Rooms 1");
            assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(2);
            assertThat(answer.body().at("/extensions/cost/bound/readUnits").asDouble())
                    .as("one key and one record for each id")
                    .isEqualTo(4);
        }
    }

    @Test
    void an_id_shows_neither_hidden_items_nor_those_of_other_tenants() {
        var ids = ids(ANN);
        var query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

        var bob = api.ask(BOB, query, Map.of("ids", ids));
        assertThat(bob.errors()).isEmpty();
        assertThat(bob.data("/nodes/2").isNull()).as("a reply of somebody else").isTrue();
        assertThat(bob.data("/nodes/3").isNull()).as("a room of another tenant").isTrue();
        assertThat(api.reads()).doesNotContain("Rooms 1");

        var hidden = api.ask(BOB, query, Map.of("ids", List.of(id("Reply", "2"))));
        var reads = api.reads();
        var missing = api.ask(BOB, query, Map.of("ids", List.of(id("Reply", "no"))));
        assertThat(hidden.data()).isEqualTo(missing.data());
        assertThat(api.reads()).isEqualTo(reads);
    }

    @Test
    void what_is_no_id_of_one_of_the_types_is_null_and_reads_nothing() {
        var right = id("Tweet", "1");
        var wrong =
                List.of(
                        "",
                        "1",
                        right + "=",
                        right + "A",
                        right.substring(1),
                        " " + right,
                        id("Tweet"),
                        id("Tweet", "1", "1"),
                        id("Nobody", "1"),
                        id("Photo", "a", "7"),
                        encoded("5:Tweet01:1"),
                        encoded("5:Tweet1:"),
                        encoded("5:Tweet99999999999:1"),
                        encoded("5:Tweet-1:1"),
                        encoded("Tweet:1"),
                        id("Room", "red", "r:1", "2026-01-02"),
                        id("Room", "red", "r:1", "2026-01-02T03:04:05.678+00:00"),
                        id("Room", "red", "r:1", "+999999999-01-02T03:04:05.678Z"),
                        id("Tweet", "x".repeat(5_000)));
        for (var id : wrong) {
            var answer =
                    api.ask(
                            ANN,
                            "query($id: ID!) { node(id: $id) { id } tweet(id: $id) { id } }",
                            Map.of("id", id));
            assertThat(answer.errors()).as(id).isEmpty();
            assertThat(answer.data("/node").isNull()).as(id).isTrue();
            assertThat(answer.data("/tweet").isNull()).as(id).isTrue();
            assertThat(api.wire().calls()).as(id).isEmpty();
        }
        assertThat(
                        api.ask(
                                        ANN,
                                        "query($id: ID!) { tweet(id: $id) { text } }",
                                        Map.of("id", right))
                                .data("/tweet/text")
                                .asText())
                .isEqualTo("one");
    }

    @Test
    void mutations_take_and_answer_global_ids() {
        var put = api.ask(ANN, "mutation { tweet(tweetId: \"9\", text: \"a\") { id } }");
        assertThat(put.data("/tweet/id").asText()).isEqualTo(id("Tweet", "9"));
        var variables = Map.of("id", id("Tweet", "9"));
        assertThat(
                        api.ask(
                                        ANN,
                                        "mutation($id: ID!) { rename(id: $id, text: \"b\") { id text } }",
                                        variables)
                                .data("/rename")
                                .toString())
                .isEqualTo("{\"id\":\"%s\",\"text\":\"b\"}".formatted(id("Tweet", "9")));
        assertThat(
                        api.ask(ANN, "mutation($id: ID!) { drop(id: $id) { id text } }", variables)
                                .data("/drop/text")
                                .asText())
                .isEqualTo("b");
        for (var id : List.of("x", id("Reply", "2"), id("Tweet", "9"))) {
            assertThat(
                            api.ask(
                                            ANN,
                                            "mutation($id: ID!) { rename(id: $id, text: \"b\") { id } }",
                                            Map.of("id", id))
                                    .errors())
                    .as(id)
                    .containsExactly("/rename NOT_FOUND");
        }
    }

    private static List<String> ids(Who who) {
        var tenant = "red";
        var answer =
                api.ask(
                        who,
                        "{ posts(refs: [\"1\", \"3\", \"2\"]) { ... on Node { id } } room(name: \"r:1\", at: \"2026-01-02T03:04:05.678Z\") { id } }");
        assertThat(answer.data("/room/id").asText())
                .isEqualTo(id("Room", tenant, "r:1", "2026-01-02T03:04:05.678Z"));
        return answer.data().findValuesAsText("id");
    }

    private static String id(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return encoded(text.toString());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
