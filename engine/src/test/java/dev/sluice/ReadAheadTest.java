// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.RandomOperations;
import dev.sluice.testing.Thoroughness;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// A read whose key is known before its parent has been read starts in the first wave.
class ReadAheadTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 100000, readUnits: 10000000, writeUnits: 100) { query: Query }
            enum State { OPEN CLOSED }
            type User @table(name: "Users", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{owner: "id"}, {group: "support"}]) {
              id: ID!
              name: String!
              boss: ID @attribute(hidden: true)
              chief: User @getItem(key: "id = $parent.boss")
              points: Points @getItem(key: "owner = $parent.id")
              pointsNow: Points @getItem(key: "owner = $parent.id", consistent: true)
              staffPoints: Points @getItem(key: "owner = $parent.id") @auth(rules: [{group: "staff"}])
              letters: Letter @getItem(key: "owner = $parent.id")
              tasks(first: Int! = 3, after: String): TaskConnection!
                @query(keyCondition: "owner = $parent.id", maxItems: 5)
              inState(state: State!): Task
                @query(index: "byState", keyCondition: "owner = $parent.id AND state = $state", maxItems: 1)
              viewer: User @getItem(key: "id = $claims.sub")
              teams(ids: [ID!]! @constraint(maxItems: 10)): [Team]! @getItem(key: "id IN $ids")
              address: Address
            }
            type Address { city: String, country: Country @getItem(key: "code = 'de'") }
            type Country @table(name: "Countries", partitionKey: "{code}", itemSize: 1)
              @auth(rules: [{public: true}]) { code: ID!, name: String! }
            type Points @table(name: "Points", partitionKey: "P#{owner}", itemSize: 1)
              @auth(rules: [{owner: "owner"}, {group: "support"}]) {
              owner: ID!
              points: Int!
              user: User @getItem(key: "id = $parent.owner")
            }
            type Letter @table(name: "Letters", partitionKey: "{owner}", itemSize: 1)
              @auth(rules: [{owner: "reader"}]) {
              owner: ID!
              reader: ID!
              text: String!
              user: User @getItem(key: "id = $parent.owner")
            }
            type Task @table(name: "Tasks", partitionKey: "{owner}", sortKey: "{id}", itemSize: 1)
              @index(name: "byState", partitionKey: "{owner}", sortKey: "{state}", project: ["state"])
              @auth(rules: [{owner: "owner"}, {group: "support"}]) {
              owner: ID!
              id: ID!
              state: State!
              text: String!
              team: ID
              user: User @getItem(key: "id = $parent.owner")
              inTeam: Team @getItem(key: "id = $parent.team")
            }
            type Team @table(name: "Teams", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{exists: "Member", key: "team = $item.id AND user = $claims.sub"}]) {
              id: ID!
              name: String!
              mine: User @getItem(key: "id = $claims.sub")
            }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) { team: ID!, user: ID! }
            type Query {
              me: User @getItem(key: "id = $claims.sub") @auth(rules: [{signedIn: true}])
              user(id: ID!): User @getItem(key: "id = $id") @auth(rules: [{public: true}])
              team(team: ID!): Team @getItem(key: "id = $team") @auth(rules: [{signedIn: true}])
              ofStaff: User @getItem(key: "id = $claims.sub") @auth(rules: [{group: "staff"}])
              tasks(id: ID!, first: Int! = 3, after: String): TaskConnection!
                @query(keyCondition: "owner = $id", maxItems: 5) @auth(rules: [{public: true}])
            }
            """;

    private static final int OPERATIONS = Thoroughness.cases(120, 1_000);
    private static final List<Who> CALLERS =
            List.of(
                    Who.user("u0"),
                    Who.user("u1", "staff"),
                    Who.user("u2", "support"),
                    Who.user("u3", "support", "staff"),
                    Who.NOBODY);

    @Test
    void a_key_that_the_parents_key_gives_is_read_with_the_parent() {
        try (var api = filled(Api.of(SCHEMA), new Random(1), 0)) {
            var answer =
                    api.ask(
                            Who.user("u0"),
                            "{ me { name points { points user { name } } tasks { edges { node { text } } } } }");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/me/points/user/name").asText()).isEqualTo("User u0");
            assertThat(answer.data("/me/tasks/edges").size()).isEqualTo(3);
            assertThat(api.wire().operations()).containsExactlyInAnyOrder("BatchGetItem", "Query");
            assertThat(answer.consumed("waves")).isEqualTo(1);
            assertThat(answer.body().at("/extensions/cost/bound/waves").asInt()).isEqualTo(1);
            assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(2);
        }
    }

    @Test
    void a_key_in_lower_case_does_not_say_what_its_item_holds() {
        var schema =
                """
                type Place @table(name: "Places", partitionKey: "PLACE#{code}", case: LOWER, itemSize: 1)
                  @auth(rules: [{public: true}]) {
                  code: ID!
                  note: Note @getItem(key: "place = $parent.code")
                }
                type Note @table(name: "Notes", partitionKey: "{place}", itemSize: 1)
                  @auth(rules: [{public: true}]) { place: ID!, text: String! }
                type Query {
                  place(code: ID!): Place @getItem(key: "code = $code") @auth(rules: [{public: true}])
                }
                """;
        try (var api = Api.of(schema)) {
            api.with("Place", Map.of("code", "Rome"));
            api.with("Note", Map.of("place", "Rome", "text", "seven hills"));
            var answer = api.ask(Who.NOBODY, "{ place(code: \"ROME\") { code note { text } } }");

            assertThat(answer.data("/place/code").asText()).as(answer.text()).isEqualTo("Rome");
            assertThat(answer.data("/place/note/text").asText()).isEqualTo("seven hills");
            assertThat(api.wire().operations()).containsExactly("GetItem", "GetItem");
        }
    }

    @Test
    void below_a_hidden_item_nothing_is_read() {
        try (var api = filled(Api.of(SCHEMA), new Random(1), 0)) {
            var answer =
                    api.ask(
                            Who.user("u0"),
                            "{ user(id: \"u1\") { points { points } tasks { edges { node { id } } } } }");

            assertThat(answer.data("/user").isNull()).isTrue();
            assertThat(api.wire().operations()).containsExactly("GetItem");
            assertThat(api.denials()).hasSize(1);
        }
    }

    @Test
    void nothing_is_read_for_a_caller_whom_a_field_refuses() {
        try (var api = filled(Api.of(SCHEMA), new Random(1), 0)) {
            var refused = api.ask(Who.user("u0"), "{ ofStaff { points { points } } }");

            assertThat(refused.errors()).containsExactly("/ofStaff FORBIDDEN");
            assertThat(api.wire().operations()).isEmpty();

            var below = api.ask(Who.user("u0"), "{ me { staffPoints { points } } }");

            assertThat(below.errors()).containsExactly("/me/staffPoints FORBIDDEN");
            assertThat(api.wire().operations()).containsExactly("GetItem");
        }
    }

    @Test
    void a_failed_read_below_a_missing_item_is_not_reported() {
        try (var api = filled(Api.of(SCHEMA), new Random(1), 0)) {
            api.wire().reset();
            api.wire()
                    .hook((request, forward) ->
                            request.operation().equals("Query")
                                    ? Reply.error(400, "AccessDeniedException")
                                    : forward.forward(request.body()));
            var question = Map.of("query", "{ me { name tasks { edges { node { id } } } } }");
            var missing = api.send(Who.user("nobody"), question);

            assertThat(missing.body().path("errors").isMissingNode()).isTrue();
            assertThat(missing.data("/me").isNull()).isTrue();
            assertThat(api.wire().operations()).contains("Query");
            assertThat(api.send(Who.user("u0"), question).errors())
                    .singleElement()
                    .asString()
                    .startsWith("/me/tasks ");
        }
    }

    @Test
    void a_cursor_that_is_not_valid_is_one_error_of_its_field() {
        try (var api = filled(Api.of(SCHEMA), new Random(1), 0)) {
            var query = "{ me { name tasks(first: 1, after: \"x\") { edges { node { id } } } } }";

            assertThat(api.ask(Who.user("u0"), query).errors())
                    .containsExactly("/me/tasks BAD_CURSOR");
            assertThat(api.ask(Who.user("nobody"), query).errors()).isEmpty();
        }
    }

    /// @param missing how many of ten items are missing
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void answers_denials_and_drift_are_those_without_it_and_no_more_requests(int missing) {
        var clientSchema = SchemaCompiler.compile("ahead.graphqls", SCHEMA).clientSchema();
        var settings = Map.of("SLUICE_MAX_ALIASES", "1000");
        var random = new Random(Thoroughness.seed(missing));
        var operations = new RandomOperations(clientSchema, arguments(), random, true);
        var fewer = 0;
        try (var ahead = filled(Api.of(SCHEMA, settings), new Random(7), missing);
                var waiting =
                        filled(
                                Api.of(SCHEMA, settings, Composition::withoutReadAhead),
                                new Random(7),
                                missing)) {
            for (int i = 0; i < OPERATIONS; i++) {
                var query = operations.next(2 + i % 5).query();
                var who = CALLERS.get(random.nextInt(CALLERS.size()));
                var early = ahead.ask(who, query);
                var late = waiting.ask(who, query);

                assertThat(withoutCost(early)).as(query).isEqualTo(withoutCost(late));
                for (var amount : List.of("requests", "waves", "readUnits")) {
                    assertThat(early.body().at("/extensions/cost/consumed/" + amount).asDouble())
                            .as("%s of %s", amount, query)
                            .isLessThanOrEqualTo(
                                    early.body().at("/extensions/cost/bound/" + amount).asDouble());
                }
                assertThat(early.consumed("waves"))
                        .as(query)
                        .isLessThanOrEqualTo(late.consumed("waves"));
                if (missing == 0) {
                    assertThat(ahead.wire().operations().size())
                            .as(query)
                            .isLessThanOrEqualTo(waiting.wire().operations().size());
                }
                fewer += early.consumed("waves") < late.consumed("waves") ? 1 : 0;
            }
            assertThat(ahead.denials()).containsExactlyInAnyOrderElementsOf(waiting.denials());
            assertThat(ahead.drifts()).isEmpty();
        }
        assertThat(fewer).isGreaterThan(OPERATIONS / 20);
    }

    /// Each cursor is sealed with random bytes.
    private static String withoutCost(Api.Answer answer) {
        return (answer.data() + " " + answer.body().path("errors"))
                .replaceAll("\"AQJrM[\\w-]+\"", "\"cursor\"");
    }

    private static Map<String, Function<Random, String>> arguments() {
        return Map.of(
                "id", random -> "\"u" + random.nextInt(4) + "\"",
                "ids", random -> "[\"t0\", \"t" + random.nextInt(3) + "\"]",
                "team", random -> "\"t" + random.nextInt(3) + "\"",
                "first", random -> String.valueOf(1 + random.nextInt(4)),
                "state", random -> random.nextBoolean() ? "OPEN" : "CLOSED");
    }

    /// @param missing how many of ten items are missing
    private static Api filled(Api api, Random random, int missing) {
        api.with("Country", Map.of("code", "de", "name", "Germany"));
        for (int i = 0; i < 4; i++) {
            var id = "u" + i;
            put(api, random, missing, "User", user(id, i));
            put(api, random, missing, "Points", Map.of("owner", id, "points", i));
            var reader = "u" + random.nextInt(4);
            put(api, random, missing, "Letter", Map.of("owner", id, "reader", reader, "text", "t"));
            for (int j = 0; j < 4; j++) {
                put(api, random, missing, "Task", task(id, j));
            }
        }
        for (int i = 0; i < 3; i++) {
            put(api, random, missing, "Team", Map.of("id", "t" + i, "name", "Team " + i));
            put(api, random, missing, "Member", Map.of("team", "t" + i, "user", "u" + i));
        }
        return api;
    }

    private static Map<String, Object> user(String id, int i) {
        var user = new HashMap<String, Object>();
        user.put("id", id);
        user.put("name", "User " + id);
        user.put("boss", "u" + (i + 1) % 4);
        user.put("address", Map.of("city", "Berlin"));
        return user;
    }

    private static Map<String, Object> task(String owner, int i) {
        return Map.of(
                "owner", owner,
                "id", "k" + i,
                "state", i % 2 == 0 ? "OPEN" : "CLOSED",
                "text", "Task " + i,
                "team", "t" + i % 3);
    }

    private static void put(
            Api api, Random random, int missing, String type, Map<String, ?> fields) {
        if (random.nextInt(10) >= missing) {
            api.with(type, fields);
        }
    }
}
