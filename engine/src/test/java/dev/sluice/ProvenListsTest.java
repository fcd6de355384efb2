// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// If one rule decides a list for its callers, the list is read without look-ups, no item is
/// hidden, and the bound counts exactly what is sent.
class ProvenListsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 10, readUnits: 100, writeUnits: 0) { query: Query }
            type Document @table(name: "Documents", partitionKey: "{id}")
              @index(name: "byAuthor", partitionKey: "{author}", sortKey: "{title}")
              @index(name: "byEditor", partitionKey: "{editor}", sortKey: "{title}")
              @auth(rules: [
                {exists: "Member", key: "team = $item.team AND user = $claims.sub"},
                {owner: "author"}, {owner: "editor"}, {scope: "audit"}]) {
              id: ID!
              team: ID!
              author: ID!
              editor: ID!
              title: String!
            }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) {
              team: ID!
              user: ID!
            }
            type Query {
              written(first: Int! = 10, after: String): DocumentConnection!
                @query(index: "byAuthor", keyCondition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
              edited(first: Int! = 10, after: String): DocumentConnection!
                @query(index: "byEditor", keyCondition: "editor = $claims.sub") @auth(rules: [{signedIn: true}])
              writtenBy(who: ID!, first: Int! = 10, after: String): DocumentConnection!
                @query(index: "byAuthor", keyCondition: "author = $who") @auth(rules: [{scope: "audit"}])
            }
            """;
    private static final String MINE =
            "{ written { edges { node { title } } } edited { edges { node { title } } } }";

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        for (var title : new String[] {"ann-bob", "ann-cyd", "bob-ann", "bob-bob"}) {
            var people = title.split("-", -1);
            api.with(
                    "Document",
                    Map.of(
                            "id", title, "team", "red", "author", people[0], "editor", people[1],
                            "title", title));
        }
        api.with("Member", Map.of("team", "red", "user", "ann"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void each_owner_of_an_item_lists_his_own_in_one_request_for_each_list() {
        var ann = api.ask(Who.user("ann"), MINE);

        assertThat(ann.data("/written").findValuesAsText("title"))
                .containsExactly("ann-bob", "ann-cyd");
        assertThat(ann.data("/edited").findValuesAsText("title")).containsExactly("bob-ann");
        assertThat(api.wire().operations()).containsExactly("Query", "Query");
        assertThat(api.ask(Who.user("bob"), MINE).data().findValuesAsText("title"))
                .containsExactly("bob-ann", "bob-bob", "ann-bob", "bob-bob");
        assertThat(api.ask(Who.user("eve"), MINE).data().findValuesAsText("title")).isEmpty();
        assertThat(api.ask(Who.NOBODY, "{ written { pageInfo { hasNextPage } } }").errors())
                .containsExactly("/written UNAUTHENTICATED");
    }

    @Test
    void the_bound_of_a_proven_list_counts_no_record_that_is_never_looked_up() {
        var cost = api.ask(Who.user("ann"), MINE).body().at("/extensions/cost");

        assertThat(cost.at("/bound/requests").asInt()).isEqualTo(2);
        assertThat(cost.at("/consumed/requests").asInt()).isEqualTo(2);
        assertThat(cost.at("/bound/waves").asInt()).isEqualTo(1);
    }

    @Test
    void a_scope_that_the_list_asks_for_opens_it() {
        var query = "{ writtenBy(who: \"ann\") { edges { node { title } } } }";

        assertThat(
                        api.ask(Who.user("sue").withScope("mail audit"), query)
                                .data()
                                .findValuesAsText("title"))
                .containsExactly("ann-bob", "ann-cyd");
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(api.ask(Who.user("ann"), query).errors())
                .containsExactly("/writtenBy FORBIDDEN");
    }
}
