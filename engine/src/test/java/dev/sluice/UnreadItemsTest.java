// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.Drift.Unread.Reason;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every item of a range that is left out is counted, reported and logged.
class UnreadItemsTest {
    private static final String SCHEMA =
            """
            type Post
              @table(name: "Posts", partitionKey: "USER#{author}", sortKey: "POST#{id}", ttl: "ends")
              @index(name: "byAuthor", partitionKey: "BY#{author}", sortKey: "{place}")
              @index(name: "byTopic", partitionKey: "TOPIC#{topic}", sortKey: "{topic}#{id}", project: [])
              @index(name: "byOwner", partitionKey: "{author}")
              @auth(rules: [{owner: "author"}]) {
              author: ID!
              id: ID!
              place: Int
              topic: String
              title: String
              ends: DateTime
            }
            type Note @table(name: "Notes", partitionKey: "{id}") @index(name: "byKind", partitionKey: "KIND#{kind}")
              @auth(rules: [{public: true}]) {
              id: ID!
              kind: String
            }
            type Query {
              notes(kind: String!, first: Int! = 10, after: String): NoteConnection!
                @query(index: "byKind", keyCondition: "kind = $kind") @auth(rules: [{public: true}])
              post(author: ID!, id: ID!): Post
                @getItem(key: "author = $author AND id = $id") @auth(rules: [{signedIn: true}])
              posts(first: Int! = 10, after: String): PostConnection!
                @query(keyCondition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
              placed(first: Int! = 10, after: String): PostConnection!
                @query(index: "byAuthor", keyCondition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
              owned(first: Int! = 10, after: String): PostConnection!
                @query(index: "byOwner", keyCondition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
              onTopic(topic: String!): Post
                @query(index: "byTopic", keyCondition: "topic = $topic") @auth(rules: [{signedIn: true}])
            }
            """;

    private static final Who ANN = Who.user("ann");
    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void item(Map<String, String> texts) {
        var item = new HashMap<String, AttributeValue>();
        texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        if (texts.containsKey("byAuthorPk")) {
            item.put("place", AttributeValue.fromN("1"));
        }
        api.dynamoDb().putItem(put -> put.tableName(api.physicalName("Posts")).item(item));
    }

    private List<Drift> drifts(Answer answer) {
        assertThat(answer.codes()).isEmpty();
        return api.drifts();
    }

    private Answer list(String field) {
        return api.ask(ANN, "query List { %s { edges { node { id author } } } }".formatted(field));
    }

    @Test
    void a_value_that_is_not_escaped_and_a_key_of_no_type_are_reported_with_their_number() {
        item(Map.of("pk", "USER#ann", "sk", "POST#1"));
        item(Map.of("pk", "USER#ann", "sk", "POST#my first"));
        item(Map.of("pk", "USER#ann", "sk", "POST#50%"));
        item(Map.of("pk", "USER#ann", "sk", "POST#1#COMMENT"));
        item(Map.of("pk", "USER#ann", "sk", "PROFILE, which is out of the range"));

        var answer = list("posts");

        assertThat(answer.data("/posts/edges")).hasSize(1);
        assertThat(drifts(answer))
                .containsExactlyInAnyOrder(
                        new Drift.Unread("List", "Posts", Reason.KEY_NOT_ESCAPED, 2),
                        new Drift.Unread("List", "Posts", Reason.KEY_OF_NO_TYPE, 1));
    }

    @Test
    void an_item_that_two_fields_meet_counts_once_and_is_logged_once() {
        item(Map.of("pk", "USER#ann", "sk", "POST#my first"));
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        Answer answer;
        try {
            answer =
                    api.ask(
                            ANN,
                            "{ posts { edges { cursor } } a: posts { edges { cursor } }"
                                    + " b: posts(first: 3) { edges { cursor } } }");
        } finally {
            System.setErr(before);
        }

        assertThat(drifts(answer))
                .containsExactly(new Drift.Unread("", "Posts", Reason.KEY_NOT_ESCAPED, 1));
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("Posts"))
                .singleElement()
                .asString()
                .contains("left out 1 item of table Posts: the values in the key are not spelled")
                .doesNotContain("my first");
    }

    @Test
    void an_item_that_an_index_finds_under_a_key_of_no_type_is_reported() {
        item(
                Map.of(
                        "pk",
                        "USER#ann",
                        "sk",
                        "POST#my first",
                        "byAuthorPk",
                        "BY#ann",
                        "author",
                        "ann"));

        var answer = list("placed");

        assertThat(answer.data("/placed/edges")).isEmpty();
        assertThat(drifts(answer))
                .containsExactly(new Drift.Unread("List", "Posts", Reason.KEY_NOT_ESCAPED, 1));
    }

    @Test
    void an_index_shows_nobody_an_item_that_is_another_s_by_its_key() {
        item(Map.of("pk", "USER#bob", "sk", "POST#1", "byAuthorPk", "BY#ann", "author", "ann"));

        for (var field : List.of("placed", "owned")) {
            var answer = list(field);

            assertThat(answer.data("/" + field + "/edges")).isEmpty();
            assertThat(drifts(answer))
                    .contains(
                            new Drift.Unread("List", "Posts", Reason.INDEX_KEY_DIFFERS, 1),
                            new Drift.OfKey(
                                    "List",
                                    "Post",
                                    "author",
                                    field.equals("placed") ? "byAuthor" : "byOwner"));
        }
        assertThat(
                        api.ask(ANN, "{ post(author: \"bob\", id: \"1\") { id } }")
                                .data("/post")
                                .isNull())
                .isTrue();
    }

    @Test
    void an_index_key_that_differs_is_reported_also_if_its_field_is_not_selected() {
        var note = new HashMap<String, AttributeValue>();
        note.put("id", AttributeValue.fromS("1"));
        note.put("kind", AttributeValue.fromS("long"));
        note.put("byKindPk", AttributeValue.fromS("KIND#short"));
        api.dynamoDb().putItem(put -> put.tableName(api.physicalName("Notes")).item(note));

        var answer =
                api.ask(ANN, "query List { notes(kind: \"short\") { edges { node { id } } } }");

        assertThat(answer.data("/notes/edges")).isEmpty();
        assertThat(drifts(answer))
                .containsExactly(
                        new Drift.OfKey("List", "Note", "kind", "byKind"),
                        new Drift.Unread("List", "Notes", Reason.INDEX_KEY_DIFFERS, 1));
    }

    @Test
    void a_first_item_that_is_read_from_the_table_has_the_position_of_the_index() {
        var keys = Map.of("pk", "USER#ann", "sk", "POST#1", "byTopicPk", "TOPIC#tea");
        var agreeing = new HashMap<>(keys);
        agreeing.putAll(Map.of("byTopicSk", "tea#1", "topic", "tea", "title", "Tea"));
        item(agreeing);
        var query = "query First { onTopic(topic: \"tea\") { id topic title } }";

        assertThat(api.ask(ANN, query).data("/onTopic/title").asText()).isEqualTo("Tea");
        assertThat(api.drifts()).isEmpty();

        var differing = new HashMap<>(agreeing);
        differing.put("topic", "coffee");
        item(differing);
        var answer = api.ask(ANN, query);

        assertThat(answer.data("/onTopic").isNull()).isTrue();
        assertThat(drifts(answer))
                .containsExactly(
                        new Drift.OfKey("First", "Post", "topic", "byTopic"),
                        new Drift.Unread("First", "Posts", Reason.INDEX_KEY_DIFFERS, 1));
    }

    @Test
    void an_index_key_alone_says_what_the_item_does_not() {
        item(
                Map.of(
                        "pk",
                        "USER#ann",
                        "sk",
                        "POST#1",
                        "byTopicPk",
                        "TOPIC#tea",
                        "byTopicSk",
                        "tea#1"));

        var answer = api.ask(ANN, "{ onTopic(topic: \"tea\") { id topic } }");

        assertThat(answer.data("/onTopic/topic").asText()).isEqualTo("tea");
        assertThat(drifts(answer)).isEmpty();
    }

    @Test
    void what_has_expired_is_nothing_to_tell() {
        api.with(
                "Post",
                Map.of("author", "ann", "id", "1", "ends", Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(drifts(list("posts"))).isEmpty();
    }
}
