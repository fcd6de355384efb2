// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another writer changes the field that a rule compares, and leaves the composed key of an index
/// as it was. The list of the index does not show the item.
class StaleIndexKeysTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 9, readUnits: 90, writeUnits: 0) { query: Query }
            type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 1)
              @index(name: "bare", partitionKey: "OWNER#{owner}", sortKey: "AT#{id}", project: [])
              @index(name: "held", partitionKey: "OF#{owner}", sortKey: "ID#{id}", project: ["owner", "team"])
              @index(name: "byTeam", partitionKey: "TEAM#{team}", sortKey: "{id}", project: [])
              @auth(rules: [
                {owner: "owner"}
                {exists: "Member", key: "team = $item.team AND user = $claims.sub"}
              ]) {
              id: ID!
              owner: ID!
              team: ID
            }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) {
              team: ID!
              user: ID!
            }
            type Query {
              bare(first: Int! = 9, after: String): NoteConnection!
                @query(index: "bare", keyCondition: "owner = $claims.sub") @auth(rules: [{signedIn: true}])
              held(first: Int! = 9, after: String): NoteConnection!
                @query(index: "held", keyCondition: "owner = $claims.sub", maxCount: 9) @auth(rules: [{signedIn: true}])
              ofTeam(team: ID!, first: Int! = 9, after: String): NoteConnection!
                @query(index: "byTeam", keyCondition: "team = $team")
                @auth(rules: [{exists: "Member", key: "team = $team AND user = $claims.sub"}])
            }
            """;
    private static final Who ANN = Who.user("ann");
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.with("Member", Map.of("team", "red", "user", "ann"));
        api.with("Note", Map.of("id", "right", "owner", "ann", "team", "red"));
        api.withRaw(
                "Note",
                Map.of("id", "stale", "owner", "bob", "team", "blue"),
                Map.of(
                        "barePk",
                        AttributeValue.fromS("OWNER#ann"),
                        "heldPk",
                        AttributeValue.fromS("OF#ann"),
                        "byTeamPk",
                        AttributeValue.fromS("TEAM#red")));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(String list) {
        api.wire().reset();
        var answer = api.ask(ANN, "{ list: %s }".formatted(list));
        assertThat(answer.errors()).isEmpty();
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(answer.body().at("/extensions/cost/consumed/" + amount).asDouble())
                    .isLessThanOrEqualTo(
                            answer.body().at("/extensions/cost/bound/" + amount).asDouble());
        }
        return answer;
    }

    @ParameterizedTest
    @CsvSource({"bare, bare", "held, held", "ofTeam(team: \"red\"), byTeam"})
    void a_list_does_not_show_an_item_whose_key_is_stale(String list, String index) {
        var answer = ask(list + " { edges { node { id } } }");
        var ids = new ArrayList<String>();
        answer.data().findValues("id").forEach(id -> ids.add(id.asText()));
        assertThat(ids).containsExactly("right");
        assertThat(api.drifts().toString()).contains(index);
    }

    @Test
    void an_index_that_projects_the_field_needs_no_further_request() {
        ask("held { edges { node { id } } }");
        assertThat(api.wire().operations()).containsExactly("Query");
        ask("bare { edges { node { id } } }");
        assertThat(api.wire().operations()).containsExactly("Query", "BatchGetItem");
    }

    @Test
    void a_count_does_not_reveal_the_item() {
        var answer = ask("held { totalCount }");
        assertThat(answer.data("/list/totalCount").asInt()).isEqualTo(1);
    }
}
