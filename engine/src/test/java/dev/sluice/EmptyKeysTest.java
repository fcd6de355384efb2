// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// Keys that literals and pinned fields give without any term.
class EmptyKeysTest {
    private static final String SCHEMA =
            """
            type Settings @table(name: "Settings", partitionKey: "APP", sortKey: "SETTINGS", itemSize: 1)
              @auth(rules: [{public: true}]) {
              theme: String! @constraint(maxLength: 9)
              opened: Int! @attribute(default: "0")
            }
            type Note @table(name: "Notes", partitionKey: "{tenant}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant", hidden: true)
              id: ID!
            }
            type Post @table(name: "Posts", partitionKey: "{id}", itemSize: 1)
              @index(name: "all", partitionKey: "POST", sortKey: "{at}") @auth(rules: [{public: true}]) {
              id: ID!
              at: DateTime!
            }
            type Member @table(name: "Members", partitionKey: "{tenant}", itemSize: 1)
              @auth(rules: [{exists: "Member"}]) {
              tenant: ID! @attribute(pin: "$claims.tenant", hidden: true)
              name: String!
            }
            type Query {
              settings: Settings @getItem @auth(rules: [{public: true}])
              blank: Settings @getItem(key: " ") @auth(rules: [{public: true}])
              member: Member @getItem(key: "") @auth(rules: [{signedIn: true}])
              notes(first: Int! = 10, after: String): NoteConnection! @query(keyCondition: "") @auth(rules: [{signedIn: true}])
              note: Note @query @auth(rules: [{signedIn: true}])
              posts(first: Int! = 10, after: String): PostConnection! @query(index: "all", order: DESC) @auth(rules: [{public: true}])
            }
            type Mutation {
              open(theme: String! @constraint(maxLength: 9)): Settings @auth(rules: [{public: true}])
                @write(put: "Settings", item: "theme = $theme")
              paint(theme: String! @constraint(maxLength: 9)): Settings @auth(rules: [{public: true}])
                @write(update: "Settings", expression: "SET theme = $theme ADD opened 1")
              close: Settings @auth(rules: [{public: true}]) @write(delete: "Settings", key: "")
              greet(id: ID! @constraint(maxLength: 9)): Note @auth(rules: [{exists: "Member", key: ""}])
                @getItem(as: "s", type: "Settings", consistent: true)
                @write(check: "Settings", condition: "theme = $s.theme")
                @write(put: "Note", item: "id = $s.theme")
                @write(put: "Post", item: "id = $id, at = $now")
            }
            """;

    private static final Who RED = Who.user("ann").withClaim("tenant", "red");
    private static final Who BLUE = Who.user("ann").withClaim("tenant", "blue");
    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(SCHEMA)
                        .with("Note", Map.of("tenant", "red", "id", "r1"))
                        .with("Note", Map.of("tenant", "red", "id", "r2"))
                        .with("Note", Map.of("tenant", "blue", "id", "b1"))
                        .with("Member", Map.of("tenant", "red", "name", "Ann"))
                        .with("Post", Map.of("id", "1", "at", "2026-01-01T00:00:00Z"))
                        .with("Post", Map.of("id", "2", "at", "2026-01-02T00:00:00Z"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_single_item_is_written_and_read_without_a_term() {
        var written =
                api.ask(
                        Who.NOBODY,
                        """
                        mutation { none: paint(theme: "x") { theme } open(theme: "dark") { theme }
                          paint(theme: "light") { theme opened } }
                        """);

        assertThat(written.errors()).containsExactly("/none NOT_FOUND");
        assertThat(written.data("/paint").toString())
                .isEqualTo("{\"theme\":\"light\",\"opened\":1}");
        var read = api.ask(Who.NOBODY, "{ settings { theme } blank { theme } }");
        assertThat(read.data().toString())
                .isEqualTo("{\"settings\":{\"theme\":\"light\"},\"blank\":{\"theme\":\"light\"}}");
        assertThat(api.wire().operations()).containsExactly("GetItem");

        var greeted = api.ask(RED, "mutation { greet(id: \"9\") { id } }");
        assertThat(greeted.errors()).isEmpty();
        assertThat(greeted.data("/greet/id").asText()).isEqualTo("light");
        assertThat(api.ask(BLUE, "mutation { greet(id: \"9\") { id } }").errors())
                .containsExactly("/greet FORBIDDEN");
        assertThat(api.ask(RED, "mutation { close { theme } }").data("/close/theme").asText())
                .isEqualTo("light");
    }

    @Test
    void a_pinned_field_gives_the_partition_of_the_callers_tenant() {
        var query = "{ notes { edges { node { id } } } note { id } member { name } }";

        assertThat(api.ask(RED, query).data("/notes").findValuesAsText("id"))
                .startsWith("r1", "r2");
        assertThat(api.ask(RED, query).data("/member/name").asText()).isEqualTo("Ann");
        var blue = api.ask(BLUE, query);
        assertThat(blue.data("/notes").findValuesAsText("id")).containsExactly("b1");
        assertThat(blue.data("/note/id").asText()).isEqualTo("b1");
        assertThat(blue.data("/member").isNull()).isTrue();
    }

    @Test
    void without_the_claim_nothing_is_read() {
        var answer =
                api.ask(
                        Who.user("ann"),
                        "{ notes { edges { node { id } } } note { id } member { name } }");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data().toString())
                .isEqualTo("{\"notes\":{\"edges\":[]},\"note\":null,\"member\":null}");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void a_literal_partition_is_read_page_by_page_within_the_bound() {
        var first = api.ask(Who.NOBODY, page(""));
        var id = first.data("/posts/edges/0/node/id").asText();
        assertThat(id).isIn("2", "9");
        assertThat(first.data("/posts/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(first.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(1);

        var cursor = first.data("/posts/pageInfo/endCursor").asText();
        var next = api.ask(Who.NOBODY, page(", after: \"" + cursor + "\""));
        assertThat(next.data("/posts/edges/0/node/id").asText())
                .isEqualTo(id.equals("9") ? "2" : "1");
    }

    private static String page(String after) {
        return "{ posts(first: 1%s) { edges { node { id } } pageInfo { hasNextPage endCursor } } }"
                .formatted(after);
    }
}
