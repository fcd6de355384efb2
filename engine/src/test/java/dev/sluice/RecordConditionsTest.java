// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The condition of a record (`exists`), and claims in conditions that the caller does not have.
class RecordConditionsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 400, writeUnits: 40) { query: Query mutation: Mutation }
            enum Role { GUEST WRITER LEAD }
            type Member @table(name: "Members", partitionKey: "TEAM#{team}", sortKey: "{user}#{role}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              team: ID!
              user: ID!
              role: Role!
              level: Int
              flags: Flags
              pages(first: Int! = 9, after: String): PageConnection
                @query(index: "byTeam", keyCondition: "team = $parent.team")
                @auth(rules: [{exists: "Seat", key: "team = $item.team AND user = $claims.sub", condition: "role = 'LEAD'"}])
            }
            type Flags { active: Boolean }
            type Seat @table(name: "Seats", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              team: ID!
              user: ID!
              role: Role! @attribute(name: "r", default: "'WRITER'")
              level: Int
              area: String
              flags: Flags
            }
            type Page @table(name: "Pages", partitionKey: "{id}", itemSize: 1)
              @index(name: "byTeam", partitionKey: "{team}", sortKey: "{id}")
              @auth(rules: [
                {exists: "Seat", key: "team = $item.team AND user = $claims.sub", condition: "role = 'LEAD'"}
                {exists: "Seat", key: "team = $item.team AND user = $claims.sub",
                 condition: "role IN ('WRITER', 'GUEST') AND level >= $item.level AND flags.active = true"}
              ]) {
              id: ID!
              team: ID!
              level: Int!
            }
            type Post @table(name: "Posts", partitionKey: "{team}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{exists: "Seat", key: "team = $item.team AND user = $claims.sub", condition: "role <> 'LEAD'"}]) {
              team: ID!
              id: ID!
              draft: String
                @auth(rules: [{exists: "Seat", key: "team = $item.team AND user = $claims.sub", condition: "level >= 7"}])
            }
            type Query {
              page(id: ID!): Page @getItem(key: "id = $id") @auth(rules: [{public: true}])
              pages(ids: [ID!]! @constraint(maxItems: 9)): [Page]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              member(team: ID!, user: ID!, role: Role!): Member
                @getItem(key: "team = $team AND user = $user AND role = $role")
                @auth(rules: [{exists: "Member", key: "team = $team AND user = $claims.sub AND role = $role", condition: "role <> 'GUEST'"}])
              region(id: ID!, team: ID!): Page @getItem(key: "id = $id")
                @auth(rules: [{exists: "Seat", key: "team = $team AND user = $claims.sub", condition: "NOT area = $claims.area"}])
            }
            input Sent { draft: String }
            type Mutation {
              edit(id: ID!, team: ID!, sent: Sent!): Post
                @auth(rules: [{exists: "Seat", key: "team = $team AND user = $claims.sub", condition: "flags.active = true"}])
                @write(update: "Post", key: "team = $team AND id = $id", expression: "SET ...$sent")
              promote(team: ID!, user: ID!): Seat
                @auth(rules: [{exists: "Seat", key: "team = $team AND user = $claims.sub", condition: "role = 'LEAD'"}])
                @write(update: "Seat", key: "team = $team AND user = $user", expression: "SET role = 'GUEST'")
              claim(team: ID!, user: ID!): Seat @auth(rules: [{signedIn: true}])
                @write(update: "Seat", key: "team = $team AND user = $user", expression: "SET level = 1", condition: "area <> $claims.area")
              claimNot(team: ID!, user: ID!): Seat @auth(rules: [{signedIn: true}])
                @write(update: "Seat", key: "team = $team AND user = $user", expression: "SET level = 1", condition: "NOT area = $claims.area")
              claimNew(team: ID!, user: ID!): Seat @auth(rules: [{signedIn: true}])
                @write(update: "Seat", key: "team = $team AND user = $user", expression: "SET level = 1, role = 'GUEST'", upsert: true, condition: "area <> $claims.area")
              claimKey(team: ID!, user: ID!): Seat @auth(rules: [{signedIn: true}])
                @write(delete: "Seat", key: "team = $team AND user = $user", condition: "team <> $claims.team OR level = 99")
            }
            """;
    private static final Who ANN = Who.user("ann");

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
        for (int level = 1; level < 4; level++) {
            api.with("Page", Map.of("id", "p" + level, "team", "red", "level", level));
        }
        api.with("Post", Map.of("team", "red", "id", "p1", "draft", "d"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void seat(String user, Map<String, ?> fields) {
        var seat = new HashMap<String, Object>(Map.of("team", "red", "user", user));
        seat.putAll(fields);
        api.with("Seat", seat);
    }

    private List<String> seen(Who who) {
        return api.ask(who, "{ pages(ids: [\"p1\", \"p2\", \"p3\", \"no\"]) { id } }")
                .data("/pages")
                .findValuesAsText("id");
    }

    @Test
    void a_record_grants_only_what_its_condition_allows() {
        seat("ann", Map.of("role", "LEAD"));
        seat("bob", Map.of("level", 2, "flags", Map.of("active", true)));
        seat("cyd", Map.of("level", 9, "flags", Map.of("active", false)));
        seat("dan", Map.of("role", "GUEST", "flags", Map.of("active", true)));

        assertThat(seen(ANN)).containsExactly("p1", "p2", "p3");
        assertThat(seen(Who.user("bob"))).containsExactly("p1", "p2");
        assertThat(seen(Who.user("cyd"))).isEmpty();
        assertThat(seen(Who.user("dan"))).isEmpty();
        assertThat(seen(Who.user("eve"))).isEmpty();
    }

    @Test
    void a_hidden_item_costs_the_requests_of_a_missing_one_whether_or_not_the_record_is_there() {
        seat("cyd", Map.of("level", 0, "flags", Map.of("active", true)));
        for (var who : List.of(Who.user("cyd"), Who.user("eve"))) {
            api.ask(who, "{ page(id: \"p3\") { id } }");
            var hidden = api.reads();
            api.ask(who, "{ page(id: \"none\") { id } }");
            assertThat(api.reads()).isEqualTo(hidden);
        }
    }

    @Test
    void a_condition_reads_the_fields_of_a_composed_key() {
        api.with("Member", Map.of("team", "red", "user", "ann", "role", "LEAD"));
        api.with("Member", Map.of("team", "red", "user", "ann", "role", "GUEST"));
        var query = "{ member(team: \"red\", user: \"ann\", role: %s) { user } }";

        assertThat(api.ask(ANN, query.formatted("LEAD")).errors()).isEmpty();
        assertThat(api.ask(ANN, query.formatted("GUEST")).codes()).containsExactly("FORBIDDEN");
    }

    @Test
    void a_list_is_proven_by_the_same_condition() {
        api.with("Member", Map.of("team", "red", "user", "ann", "role", "LEAD"));
        seat("ann", Map.of("role", "LEAD"));
        api.with("Seat", Map.of("team", "red", "user", "bob"));
        var role =
                "{ member(team: \"red\", user: \"ann\", role: LEAD) { pages { edges { node { id } } } } }";

        assertThat(api.ask(ANN, role).data().findValuesAsText("id"))
                .containsExactly("p1", "p2", "p3");
        assertThat(api.reads()).containsExactly("Members 1", "Seats 1", "Pages 1");
    }

    @Test
    void one_check_holds_all_conditions_of_a_record_that_several_rules_need() {
        var sent = "mutation { edit(id: \"p1\", team: \"red\", sent: {draft: \"new\"}) { draft } }";
        seat("ann", Map.of("level", 7, "flags", Map.of("active", true)));
        assertThat(api.ask(ANN, sent).data("/edit/draft").asText()).isEqualTo("new");
        var checks =
                api.wire().calls().stream()
                        .filter(call -> call.operation().equals("TransactWriteItems"))
                        .flatMap(call -> call.body().findValues("ConditionCheck").stream())
                        .toList();
        assertThat(checks).hasSize(1);

        for (var other :
                List.of(
                        Map.of("level", 6, "flags", Map.of("active", true)),
                        Map.of("level", 7, "flags", Map.of("active", false)),
                        Map.of("level", 7, "role", "LEAD"))) {
            seat("ann", Map.of("level", 7, "flags", Map.of("active", true)));
            api.wire().reset();
            api.wire()
                    .hook((request, next) -> {
                        if (request.operation().equals("TransactWriteItems")) {
                            seat("ann", other);
                        }
                        return next.forward(request.body());
                    });
            assertThat(api.send(ANN, Map.of("query", sent)).codes()).containsExactly("NOT_FOUND");
        }
    }

    @Test
    void who_writes_the_very_record_is_held_to_its_condition() {
        seat("ann", Map.of("role", "LEAD"));
        var promote = "mutation { promote(team: \"red\", user: \"ann\") { role } }";

        assertThat(api.ask(ANN, promote).data("/promote/role").asText()).isEqualTo("GUEST");
        assertThat(api.wire().operations()).containsExactly("GetItem", "UpdateItem");
        assertThat(api.ask(ANN, promote).codes()).containsExactly("FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"claim", "claimNot", "claimNew", "claimKey"})
    void a_write_whose_condition_compares_an_absent_claim_is_refused(String field) {
        seat("bob", Map.of("area", "north"));
        var mutation = "mutation { %s(team: \"red\", user: \"bob\") { level } }".formatted(field);
        var absent = "mutation { %s(team: \"red\", user: \"new\") { level } }".formatted(field);

        assertThat(api.ask(ANN, mutation).codes()).containsExactly("CONDITION_FAILED");
        assertThat(api.ask(ANN, absent).codes())
                .containsExactly(field.equals("claimNew") ? "CONDITION_FAILED" : "NOT_FOUND");
        assertThat(
                        api.ask(ANN.withClaim("area", "south").withClaim("team", "blue"), mutation)
                                .errors())
                .isEmpty();
    }

    @Test
    void a_record_whose_condition_compares_an_absent_claim_grants_nothing() {
        seat("ann", Map.of("area", "north"));
        var query = "{ region(id: \"p1\", team: \"red\") { id } }";

        assertThat(api.ask(ANN, query).codes()).containsExactly("FORBIDDEN");
        assertThat(api.ask(ANN.withClaim("area", "south"), query).errors()).isEmpty();
        assertThat(api.ask(ANN.withClaim("area", "north"), query).codes())
                .containsExactly("FORBIDDEN");
    }
}
