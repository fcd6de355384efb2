// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;
import dev.sluice.testing.Together;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// A team whose last owner cannot leave, and invitations to other people only: conditions on a
/// counter that is kept in the same transaction, and on two values.
class MembershipTest {
    private static final int USERS = 5;
    private static final int STEPS = Thoroughness.cases(40, 600);
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 60, writeUnits: 60) { query: Query mutation: Mutation }
            enum Role { OWNER READER }
            type Query { team(id: ID!): Team @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Team @table(name: "Teams", partitionKey: "{id}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              id: ID! owners: Int! @attribute(default: "1")
            }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              team: ID! user: ID! role: Role!
            }
            type Invitation @table(name: "Invitations", partitionKey: "{to}", sortKey: "{team}", itemSize: 1) @auth(rules: [{signedIn: true}]) {
              to: ID! team: ID! seats: Int!
            }
            type Mutation {
              open(id: ID!): Team @auth(rules: [{signedIn: true}])
                @write(put: "Team", item: "id = $id, owners = 1")
                @write(put: "Member", item: "team = $id, user = $claims.sub, role = 'OWNER'")
              join(team: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(put: "Member", item: "team = $team, user = $claims.sub, role = 'READER'", onFail: "MEMBER_ALREADY")
              promote(team: ID!, user: ID!): Boolean! @auth(rules: [{exists: "Member", key: "team = $team AND user = $claims.sub", condition: "role = 'OWNER'"}])
                @write(update: "Member", key: "team = $team AND user = $user", expression: "SET role = 'OWNER'", condition: "role <> 'OWNER' AND $user <> $claims.sub", onFail: "OWNER_ALREADY")
                @write(update: "Team", key: "id = $team", expression: "ADD owners 1")
              stepDown(team: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(update: "Member", key: "team = $team AND user = $claims.sub", expression: "SET role = 'READER'", condition: "role = 'OWNER'", onFail: "NOT_AN_OWNER")
                @write(update: "Team", key: "id = $team", expression: "ADD owners -1", condition: "owners >= 2", onFail: "LAST_OWNER")
              leave(team: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(delete: "Member", key: "team = $team AND user = $claims.sub", condition: "role <> 'OWNER'", onFail: "STEP_DOWN_FIRST")
              invite(team: ID!, to: ID!, seats: Int!, most: Int!): Invitation @auth(rules: [{signedIn: true}])
                @write(put: "Invitation", item: "to = $to, team = $team, seats = $seats", condition: "$to <> $claims.sub AND $seats BETWEEN 1 AND $most", onFail: "NOT_ALLOWED")
                @write(check: "Team", key: "id = $team", condition: "$seats IN (1, 2, 3, 4)", onFail: "TOO_MANY")
              lower(to: ID!, team: ID!, until: DateTime!): Boolean! @auth(rules: [{signedIn: true}])
                @write(update: "Invitation", key: "to = $to AND team = $team", expression: "SET seats = 1", condition: "$claims.tenant = $team OR ($until > $now AND seats > 1)")
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);
    private final BoundedMutations mutations = new BoundedMutations(api);

    private static Who user(int number) {
        return Who.user("u" + number);
    }

    private List<String> change(Who who, String field) {
        return mutations.ask(who, field).errors();
    }

    @Test
    void random_members_come_and_go_as_a_model_says() {
        change(user(0), "open(id: \"t\") { id }");
        var roles = new TreeMap<String, String>(Map.of("u0", "OWNER"));
        var random = new Random(Thoroughness.seed(5));
        for (int step = 0; step < STEPS; step++) {
            int number = random.nextInt(USERS);
            var own = "u" + number;
            var other = "u" + random.nextInt(USERS);
            var owners = roles.values().stream().filter("OWNER"::equals).count();
            var role = roles.get(own);
            switch (random.nextInt(4)) {
                case 0 -> {
                    var joined = change(user(number), "join(team: \"t\")");
                    assertThat(joined)
                            .isEqualTo(role == null ? List.of() : error("MEMBER_ALREADY"));
                    roles.putIfAbsent(own, "READER");
                }
                case 1 -> {
                    var promoted =
                            change(
                                    user(number),
                                    "promote(team: \"t\", user: \"%s\")".formatted(other));
                    assertThat(promoted)
                            .isEqualTo(
                                    !"OWNER".equals(role)
                                            ? error("FORBIDDEN")
                                            : roles.get(other) == null
                                                    ? error("NOT_FOUND")
                                                    : roles.get(other).equals("OWNER")
                                                            ? error("OWNER_ALREADY")
                                                            : List.of());
                    if (promoted.isEmpty()) {
                        roles.put(other, "OWNER");
                    }
                }
                case 2 -> {
                    var down = change(user(number), "stepDown(team: \"t\")");
                    assertThat(down)
                            .isEqualTo(
                                    role == null
                                            ? error("NOT_FOUND")
                                            : !role.equals("OWNER")
                                                    ? error("NOT_AN_OWNER")
                                                    : owners == 1
                                                            ? error("LAST_OWNER")
                                                            : List.of());
                    if (down.isEmpty()) {
                        roles.put(own, "READER");
                    }
                }
                default -> {
                    var left = change(user(number), "leave(team: \"t\")");
                    assertThat(left)
                            .isEqualTo(
                                    role == null
                                            ? error("NOT_FOUND")
                                            : role.equals("OWNER")
                                                    ? error("STEP_DOWN_FIRST")
                                                    : List.of());
                    if (left.isEmpty()) {
                        roles.remove(own);
                    }
                }
            }
            assertThat(members()).as("step %d", step).isEqualTo(roles);
            assertThat(counted())
                    .as("step %d", step)
                    .isEqualTo(roles.values().stream().filter("OWNER"::equals).count());
        }
    }

    private static List<String> error(String code) {
        return List.of("/f " + code);
    }

    @Test
    void one_owner_stays_although_all_leave_at_the_same_time() throws InterruptedException {
        api.with("Team", Map.of("id", "t", "owners", USERS));
        for (int i = 0; i < USERS; i++) {
            api.with("Member", Map.of("team", "t", "user", "u" + i, "role", "OWNER"));
        }
        var down = Map.of("query", "mutation { f: stepDown(team: \"t\") }");
        var answers = new ArrayList<String>();
        for (int round = 0; round < USERS; round++) {
            Together.run(USERS, number -> api.send(user(number), down))
                    .forEach(answer -> answers.addAll(answer.codes()));
        }

        assertThat(answers).contains("LAST_OWNER").doesNotContain("INTERNAL");
        assertThat(members().values()).containsOnlyOnce("OWNER");
        assertThat(counted()).isOne();
    }

    @Test
    void a_condition_compares_two_values_as_it_compares_a_field() {
        change(user(0), "open(id: \"t\") { id }");
        assertThat(invite("u0", 1)).isEqualTo(error("NOT_ALLOWED"));
        assertThat(invite("u1", 0)).isEqualTo(error("NOT_ALLOWED"));
        assertThat(invite("u1", 5)).isEqualTo(error("TOO_MANY"));
        assertThat(invite("u1", 3)).isEmpty();
        assertThat(invite("u1", 3)).isEqualTo(error("NOT_ALLOWED"));

        assertThat(lower("2026-11-20T11:59:59Z")).isEqualTo(error("CONDITION_FAILED"));
        assertThat(lower("2026-11-20T12:00:01Z")).isEmpty();
        assertThat(lower("2026-11-20T12:00:01Z")).isEqualTo(error("CONDITION_FAILED"));
        assertThat(
                        change(
                                user(0).withClaim("tenant", "t"),
                                "lower(to: \"u1\", team: \"t\", until: \"2026-11-20T11:59:59Z\")"))
                .isEmpty();
    }

    private List<String> invite(String to, int seats) {
        return change(
                user(0),
                "invite(team: \"t\", to: \"%s\", seats: %d, most: 9) { to }".formatted(to, seats));
    }

    private List<String> lower(String until) {
        return change(user(0), "lower(to: \"u1\", team: \"t\", until: \"%s\")".formatted(until));
    }

    private Map<String, String> members() {
        var members = new TreeMap<String, String>();
        api.dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName("Members")).consistentRead(true))
                .items()
                .forEach(item ->
                        members.put(
                                Objects.requireNonNull(item.get("user")).s(),
                                Objects.requireNonNull(item.get("role")).s()));
        return members;
    }

    private long counted() {
        return api.ask(user(0), "{ team(id: \"t\") { owners } }").data("/team/owners").asLong();
    }
}
