// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.telemetry.Denial;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Nobody can change what they may not see, or send what they may not send.
class WriteAuthorizationTest {
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final Who SUPPORT = Who.user("sue", "support");

    private static final String TEAM =
            """
            type Query { page(team: ID!, id: ID!): Page @getItem(key: "team = $team AND id = $id") @auth(rules: [{signedIn: true}]) }
            type Page @table(name: "Pages", partitionKey: "{team}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{owner: "author"}, {exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) {
              team: ID!
              id: ID!
              author: ID!
              text: String!
              links: [Link!] @constraint(maxItems: 9)
            }
            type Link { to: String!, rank: Int @auth(rules: [{group: "support"}]) }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) { team: ID! user: ID! }
            input LinkInput { to: String!, rank: Int }
            input PageInput { text: String, links: [LinkInput!] @constraint(maxItems: 9) }
            type Mutation {
              edit(team: ID!, id: ID!, page: PageInput!): Page @auth(rules: [{signedIn: true}])
                @write(update: "Page", key: "team = $team AND id = $id", expression: "SET ...$page")
              save(team: ID!, id: ID!, text: String!): Page @auth(rules: [{signedIn: true}])
                @write(put: "Page", item: "team = $team, id = $id, text = $text, author = $claims.sub", upsert: true)
            }
            """;

    private static final String SCOPED =
            """
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              id: ID!
              text: String!
              rank: Int @auth(rules: [{scope: "rank"}])
            }
            input NoteInput { text: String, rank: Int }
            type Mutation {
              edit(id: ID!, note: NoteInput!): Note @auth(rules: [{scope: "edit"}])
                @write(update: "Note", key: "id = $id", expression: "SET ...$note")
            }
            """;

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("writes.graphqls"));
        api.with("Account", Map.of("id", "a1", "owner", "ann", "name", "old", "version", 3));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String name() {
        return api.ask(SUPPORT, "{ account(id: \"a1\") { name } }").data("/account/name").asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename(id: \"%s\", name: \"x\", version: 3) { id }",
                "rename(id: \"%s\", name: \"x\", version: 9) { id }",
                "edit(id: \"%s\", input: {name: \"x\"}, version: 3) { id }",
                "close(id: \"%s\", version: 3, clientRequestToken: \"t\") { id }",
                "copyName(from: \"%s\", to: \"b1\", version: 1) { id }",
                "copyName(from: \"b1\", to: \"%s\", version: 3) { id }"
            })
    void the_item_of_another_is_answered_like_a_missing_one(String field) {
        api.with("Account", Map.of("id", "b1", "owner", "bob", "name", "mine", "version", 1));
        var anothers = api.ask(BOB, "mutation { " + field.formatted("a1") + " }");
        var requests = api.wire().operations();
        var missing = api.ask(BOB, "mutation { " + field.formatted("none") + " }");
        assertThat(anothers.codes()).containsExactly("NOT_FOUND");
        assertThat(requests).isEqualTo(api.wire().operations());
        assertThat(anothers.body().path("errors")).isEqualTo(missing.body().path("errors"));
        assertThat(anothers.body().path("data")).isEqualTo(missing.body().path("data"));
        assertThat(name()).isEqualTo("old");
        assertThat(api.denials())
                .filteredOn(denial -> "bob".equals(denial.subject()))
                .extracting(Denial::coordinate, Denial::outcome, Denial::count)
                .containsExactly(tuple("Account", Denial.Outcome.INVISIBLE, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', text: \"new\", FORBIDDEN",
        "rank, text: \"new\", FORBIDDEN",
        "rank, rank: 1, FORBIDDEN",
        "edit, rank: 1, FORBIDDEN",
        "edit, text: \"new\", ",
        "edit rank, rank: 1, "
    })
    void a_mutation_and_each_field_that_is_sent_ask_for_their_own_scope(
            String scope, String sent, @Nullable String code) {
        try (var notes = Api.of(SCOPED)) {
            notes.with("Note", Map.of("id", "n1", "text", "old"));
            var answer =
                    notes.ask(
                            ANN.withScope(scope),
                            "mutation { edit(id: \"n1\", note: {%s}) { id } }".formatted(sent));
            assertThat(answer.codes()).isEqualTo(code == null ? List.of() : List.of(code));
            assertThat(notes.wire().operations().isEmpty()).isEqualTo(code != null);
        }
    }

    @Test
    void whom_another_rule_lets_in_may_change_it() {
        var rename = "mutation { rename(id: \"a1\", name: \"new\", version: 3) { name } }";
        assertThat(api.ask(SUPPORT, rename).data("/rename/name").asText()).isEqualTo("new");
    }

    @Test
    void twenty_aliases_open_nothing() {
        var fields =
                IntStream.range(0, 20)
                        .mapToObj(i ->
                                "f%d: edit(id: \"a1\", input: {name: \"x\"}, version: 3) { name }"
                                        .formatted(i))
                        .collect(Collectors.joining(" "));
        var answer = api.ask(BOB, "mutation { " + fields + " }");
        assertThat(answer.codes()).hasSize(20).containsOnly("NOT_FOUND");
        assertThat(answer.text()).doesNotContain("old", "ann");
        assertThat(name()).isEqualTo("old");
    }

    @Test
    void a_field_that_the_caller_may_not_read_it_may_not_send() {
        var edit =
                "mutation { edit(id: \"a1\", input: {name: \"new\", limit: 9}, version: 3) { name limit } }";
        assertThat(WritesTest.extensions(api.ask(ANN, edit.replace(" limit }", " }"))))
                .isEqualTo(
                        """
                        {"code":"FORBIDDEN","applied":"no","argument":"input.limit"}\
                        """);
        assertThat(api.wire().calls()).isEmpty();
        assertThat(api.denials())
                .extracting(Denial::coordinate, Denial::outcome)
                .containsExactly(tuple("Account.limit", Denial.Outcome.FORBIDDEN));
        assertThat(api.ask(SUPPORT, edit).data("/edit/limit").asInt()).isEqualTo(9);
    }

    @Test
    void nobody_puts_an_item_for_another() {
        var put = "mutation { openAs(id: \"new\", owner: \"ann\") { id } }";
        assertThat(WritesTest.extensions(api.ask(BOB, put)))
                .isEqualTo(
                        """
                        {"code":"FORBIDDEN","applied":"no","write":0,"type":"Account"}\
                        """);
        assertThat(api.wire().calls()).isEmpty();
        assertThat(api.ask(Who.NOBODY, put).errors()).containsExactly("/openAs UNAUTHENTICATED");
        assertThat(api.ask(ANN, put).errors()).isEmpty();
        assertThat(api.ask(SUPPORT, put.replace("new", "newer")).errors()).isEmpty();
    }

    @Test
    void owner_and_version_cannot_be_sent_if_the_schema_does_not_ask_for_them() {
        for (var field : new String[] {"owner: \"bob\"", "version: 9", "id: \"b\""}) {
            var answer =
                    api.ask(
                            ANN,
                            "mutation { edit(id: \"a1\", input: {%s}, version: 3) { name } }"
                                    .formatted(field));
            assertThat(answer.codes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        }
        var sent =
                api.ask(
                        ANN,
                        "mutation($i: AccountInput!) { edit(id: \"a1\", input: $i, version: 3) { name } }",
                        Map.of("i", Map.of("owner", "bob")));
        assertThat(sent.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void a_tenant_writes_only_its_own() {
        var red = ANN.withClaim("tenant", "red");
        var blue = ANN.withClaim("tenant", "blue");
        var write = "mutation { writeNote(id: \"n\", text: \"x\") { text version } }";
        var change = "mutation { changeNote(id: \"n\", text: \"y\", version: 1) { text } }";
        assertThat(api.ask(red, write).errors()).isEmpty();
        assertThat(api.ask(blue, change).errors()).containsExactly("/changeNote NOT_FOUND");
        assertThat(api.ask(blue, write).errors()).isEmpty();
        assertThat(api.ask(red, change).data("/changeNote/text").asText()).isEqualTo("y");
        assertThat(api.ask(blue, "{ note(id: \"n\") { text } }").data("/note/text").asText())
                .isEqualTo("x");
        assertThat(api.ask(ANN, write).errors()).containsExactly("/writeNote FORBIDDEN");
        assertThat(api.wire().calls()).isEmpty();
        assertThat(api.ask(ANN, change).errors()).containsExactly("/changeNote NOT_FOUND");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void
            a_record_that_a_rule_names_is_looked_up_before_the_write_checked_with_it_and_read_again_for_the_answer() {
        try (var team = Api.of(TEAM)) {
            team.with("Member", Map.of("team", "red", "user", "ann"));
            team.with("Page", Map.of("team", "red", "id", "p", "author", "bob", "text", "old"));
            var edit =
                    "mutation { edit(team: \"red\", id: \"p\", page: {text: \"new\"}) { text } }";
            assertThat(team.ask(ANN, edit).data("/edit/text").asText()).isEqualTo("new");
            assertThat(team.wire().operations())
                    .containsExactly("GetItem", "TransactWriteItems", "GetItem", "GetItem");
            assertThat(team.ask(BOB, edit).data("/edit/text").asText()).isEqualTo("new");
            assertThat(team.ask(Who.user("cat"), edit).errors()).containsExactly("/edit NOT_FOUND");
        }
    }

    @Test
    void a_put_that_may_replace_takes_nothing_from_another() {
        try (var team = Api.of(TEAM)) {
            team.with("Page", Map.of("team", "red", "id", "p", "author", "bob", "text", "old"));
            var save = "mutation { save(team: \"red\", id: \"p\", text: \"new\") { text } }";
            assertThat(team.ask(ANN, save).errors()).containsExactly("/save CONDITION_FAILED");
            assertThat(team.ask(BOB, save).data("/save/text").asText()).isEqualTo("new");
        }
    }

    @Test
    void a_field_inside_an_object_that_is_sent_is_judged_too() {
        try (var team = Api.of(TEAM)) {
            team.with("Page", Map.of("team", "red", "id", "p", "author", "bob", "text", "old"));
            var edit =
                    """
                    mutation { edit(team: "red", id: "p", page: {links: [{to: "a"}, {to: "b", rank: 1}]}) { text } }
                    """;
            assertThat(WritesTest.extensions(team.ask(BOB, edit)))
                    .isEqualTo(
                            """
                            {"code":"FORBIDDEN","applied":"no","argument":"page.links[1].rank"}\
                            """);
            assertThat(team.wire().calls()).isEmpty();
            assertThat(team.ask(Who.user("bob", "support"), edit).errors()).isEmpty();
        }
    }

    @Test
    void what_is_no_longer_the_callers_to_see_is_not_answered() {
        var given = api.ask(ANN, "mutation { give(id: \"a1\", to: \"bob\", version: 3) { name } }");
        assertThat(given.errors()).isEmpty();
        assertThat(given.data("/give").isNull()).isTrue();
        var back =
                api.ask(
                        BOB,
                        "mutation { giveFinally(id: \"a1\", to: \"ann\", version: 4) { name } }");
        assertThat(back.errors()).containsExactly("/giveFinally FORBIDDEN");
        assertThat(
                        api.ask(ANN, "{ account(id: \"a1\") { version } }")
                                .data("/account/version")
                                .asInt())
                .isEqualTo(5);
    }

    @Test
    void a_put_replaces_only_what_the_caller_may_see_even_if_nobody_owns_it() {
        var notices =
                """
                type Query { notice(id: ID!): Notice @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
                type Notice @table(name: "Notices", partitionKey: "{id}", itemSize: 1)
                  @auth(rules: [{group: "support"}]) { id: ID! text: String! }
                type Mutation {
                  post(id: ID!, text: String!): Notice @auth(rules: [{signedIn: true}])
                    @write(put: "Notice", item: "id = $id, text = $text", upsert: true)
                }
                """;
        try (var board = Api.of(notices)) {
            board.with("Notice", Map.of("id", "n", "text", "old"));
            var post = "mutation { post(id: \"n\", text: \"new\") { text } }";

            assertThat(board.ask(ANN, post).errors()).containsExactly("/post NOT_FOUND");
            assertThat(board.wire().operations()).isEmpty();
            assertThat(board.ask(SUPPORT, post).data("/post/text").asText()).isEqualTo("new");
        }
    }
}
