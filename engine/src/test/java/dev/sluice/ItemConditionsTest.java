// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The condition of a rule on the item itself (`when`).
class ItemConditionsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 400, writeUnits: 40) { query: Query mutation: Mutation }
            enum State { DRAFT PUBLISHED }
            type Post @table(name: "Posts", partitionKey: "{team}", sortKey: "{id}", itemSize: 1)
              @index(name: "byState", partitionKey: "{team}", sortKey: "{state}#{id}", project: ["state"])
              @auth(rules: [
                {exists: "Member", key: "team = $item.team AND user = $claims.sub", condition: "role = 'EDITOR'"}
                {exists: "Member", key: "team = $item.team AND user = $claims.sub", when: "state = 'PUBLISHED'"}
                {public: true, when: "openAt <= $now AND size(text) > 0"}
              ]) {
              team: ID!
              id: ID!
              state: State! @attribute(default: "'DRAFT'")
              openAt: DateTime
              text: String!
              likes: Int
              note: String @auth(rules: [{exists: "Member", key: "team = $item.team AND user = $claims.sub", when: "state = 'DRAFT'"}])
            }
            enum Role { EDITOR READER }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) { team: ID! user: ID! role: Role! }
            type Query {
              post(team: ID!, id: ID!): Post @getItem(key: "team = $team AND id = $id") @auth(rules: [{public: true}])
              published(team: ID!, first: Int! = 9, after: String): PostConnection!
                @query(index: "byState", keyCondition: "team = $team AND state = 'PUBLISHED'", maxCount: 9)
                @auth(rules: [{exists: "Member", key: "team = $team AND user = $claims.sub"}])
              all(team: ID!, first: Int! = 9, after: String): PostConnection! @query(keyCondition: "team = $team")
                @auth(rules: [{exists: "Member", key: "team = $team AND user = $claims.sub", condition: "role = 'EDITOR'"}])
            }
            type Mutation {
              like(team: ID!, id: ID!): Post @auth(rules: [{public: true}])
                @write(update: "Post", key: "team = $team AND id = $id", expression: "SET likes = 1")
              remove(team: ID!, id: ID!): Post @auth(rules: [{public: true}])
                @write(delete: "Post", key: "team = $team AND id = $id")
            }
            """;
    private static final Who EDITOR = Who.user("edo");
    private static final Who MEMBER = Who.user("mia");
    private static final Who STRANGER = Who.user("sid");

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
        api.with("Member", Map.of("team", "red", "user", "edo", "role", "EDITOR"));
        api.with("Member", Map.of("team", "red", "user", "mia", "role", "READER"));
        post("draft", "DRAFT", null);
        post("news", "PUBLISHED", null);
        post("open", "DRAFT", Api.NOW.toString());
        post("soon", "DRAFT", Api.NOW.plusSeconds(1).toString());
        api.with("Post", Map.of("team", "red", "id", "old", "text", "t"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void post(String id, String state, @org.jspecify.annotations.Nullable String openAt) {
        var post =
                new HashMap<String, Object>(
                        Map.of("team", "red", "id", id, "state", state, "text", "t"));
        if (openAt != null) {
            post.put("openAt", openAt);
        }
        api.with("Post", post);
    }

    private List<String> seen(Who who) {
        return List.of("draft", "news", "open", "soon", "old", "none").stream()
                .filter(id ->
                        !api.ask(who, "{ post(team: \"red\", id: \"%s\") { id } }".formatted(id))
                                .data("/post")
                                .isNull())
                .toList();
    }

    @Test
    void a_rule_grants_only_the_items_that_meet_its_condition() {
        assertThat(seen(EDITOR)).containsExactly("draft", "news", "open", "soon", "old");
        assertThat(seen(MEMBER)).containsExactly("news", "open");
        assertThat(seen(STRANGER)).containsExactly("open");
        assertThat(seen(Who.NOBODY)).containsExactly("open");
    }

    @Test
    void a_hidden_item_costs_the_requests_of_a_missing_one() {
        for (var who : List.of(MEMBER, STRANGER, Who.NOBODY)) {
            api.ask(who, "{ post(team: \"red\", id: \"draft\") { id } }");
            var hidden = api.reads();
            api.ask(who, "{ post(team: \"red\", id: \"none\") { id } }");
            assertThat(api.reads()).isEqualTo(hidden);
        }
    }

    @Test
    void a_list_is_decided_once_and_its_count_is_that_of_its_items() {
        var published = "{ published(team: \"red\") { totalCount edges { node { id } } } }";

        var answer = api.ask(MEMBER, published);
        assertThat(answer.data().findValuesAsText("id")).containsExactly("news");
        assertThat(answer.data("/published/totalCount").asInt()).isEqualTo(1);
        assertThat(api.reads()).containsExactly("Members 1", "Posts 1", "Posts 1");
        assertThat(
                        api.ask(EDITOR, "{ all(team: \"red\") { edges { node { id } } } }")
                                .data()
                                .findValuesAsText("id"))
                .containsExactly("draft", "news", "old", "open", "soon");
        assertThat(api.reads()).containsExactly("Members 1", "Posts 1");
        assertThat(api.ask(STRANGER, published).codes()).containsExactly("FORBIDDEN");
    }

    @Test
    void an_item_that_left_the_index_meanwhile_is_not_listed() {
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    if (request.operation().equals("Query")) {
                        post("news", "DRAFT", null);
                    }
                    return reply;
                });
        var published =
                api.send(
                        MEMBER,
                        Map.of(
                                "query",
                                "{ published(team: \"red\") { edges { node { text } } } }"));

        assertThat(published.errors()).isEmpty();
        assertThat(published.data("/published/edges")).isEmpty();
    }

    @Test
    void a_write_changes_only_what_the_caller_may_see() {
        var like = "mutation { like(team: \"red\", id: \"%s\") { likes } }";
        for (var hidden : List.of("draft", "soon", "old", "none")) {
            for (var who : List.of(MEMBER, STRANGER, Who.NOBODY)) {
                assertThat(api.ask(who, like.formatted(hidden)).codes())
                        .containsExactly("NOT_FOUND");
            }
        }
        assertThat(api.ask(MEMBER, like.formatted("news")).errors()).isEmpty();
        assertThat(api.ask(STRANGER, like.formatted("news")).codes()).containsExactly("NOT_FOUND");
        assertThat(api.ask(Who.NOBODY, like.formatted("open")).errors()).isEmpty();
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        assertThat(api.ask(EDITOR, like.formatted("old")).data("/like/likes").asInt()).isEqualTo(1);
    }

    @Test
    void an_item_that_stops_meeting_the_condition_before_the_write_is_not_written() {
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        post("news", "DRAFT", null);
                    }
                    return next.forward(request.body());
                });
        var like = Map.of("query", "mutation { like(team: \"red\", id: \"news\") { id } }");

        assertThat(api.send(MEMBER, like).codes()).containsExactly("NOT_FOUND");
    }

    @Test
    void a_delete_in_a_transaction_is_held_to_the_condition() {
        var remove = "mutation { remove(team: \"red\", id: \"%s\") { id text } }";

        assertThat(api.ask(MEMBER, remove.formatted("draft")).codes()).containsExactly("NOT_FOUND");
        assertThat(api.ask(MEMBER, remove.formatted("news")).data("/remove/text").asText())
                .isEqualTo("t");
        assertThat(api.ask(Who.NOBODY, remove.formatted("open")).data("/remove/id").asText())
                .isEqualTo("open");
        assertThat(seen(EDITOR)).containsExactly("draft", "soon", "old");
    }

    @Test
    void a_field_is_granted_by_a_condition_on_its_item() {
        var note = "{ post(team: \"red\", id: \"%s\") { note } }";

        assertThat(api.ask(EDITOR, note.formatted("draft")).errors()).isEmpty();
        assertThat(api.ask(EDITOR, note.formatted("news")).codes()).containsExactly("FORBIDDEN");
        assertThat(api.ask(MEMBER, note.formatted("open")).errors()).isEmpty();
    }
}
