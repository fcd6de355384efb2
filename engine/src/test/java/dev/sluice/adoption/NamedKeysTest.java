// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Keys in attributes with the names, and the types, that a table already has.
class NamedKeysTest {
    private static final String PHOTOS =
            """
            type User @table(name: "PhotoApp", partitionKey: "USER#{username}", sortKey: "USER#{username}",
                             partitionKeyName: "PK", sortKeyName: "SK") @auth(rules: [{public: true}]) {
              username: ID!
              name: String!
              followerCount: Int!
            }
            type Follow
              @table(name: "PhotoApp", partitionKey: "FOLLOW#{followed}", sortKey: "FOLLOW#{following}",
                     partitionKeyName: "PK", sortKeyName: "SK")
              @index(name: "GSI1", partitionKey: "FOLLOW#{following}", sortKey: "FOLLOW#{followed}",
                     partitionKeyName: "GSI1PK", sortKeyName: "GSI1SK")
              @auth(rules: [{public: true}]) {
              followed: ID! @attribute(name: "followedUsername")
              following: ID! @attribute(name: "followingUsername")
              since: String
              follower: User @getItem(key: "username = $parent.following")
            }
            type Query {
              user(username: ID!): User @getItem(key: "username = $username") @auth(rules: [{public: true}])
              followers(of: ID!, first: Int! = 10, after: String): FollowConnection!
                @query(keyCondition: "followed = $of") @auth(rules: [{public: true}])
              following(by: ID!, first: Int! = 10, after: String): FollowConnection!
                @query(index: "GSI1", keyCondition: "following = $by") @auth(rules: [{public: true}])
            }
            type Mutation {
              follow(followed: ID!, following: ID!): Follow
                @write(put: "Follow", item: "followed = $followed, following = $following") @auth(rules: [{public: true}])
              note(followed: ID!, following: ID!, since: String!): Follow
                @write(update: "Follow", key: "followed = $followed AND following = $following",
                       expression: "SET since = $since", upsert: true) @auth(rules: [{public: true}])
              unfollow(followed: ID!, following: ID!): Follow
                @write(delete: "Follow", key: "followed = $followed AND following = $following") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void a_table_with_its_own_names_is_read_by_its_keys_and_its_index() {
        try (var api = Api.of(PHOTOS)) {
            photos(api);

            assertThat(
                            ask(api, "{ user(username: \"ruth\") { name followerCount } }")
                                    .data()
                                    .toString())
                    .isEqualTo("{\"user\":{\"name\":\"Ruth Ode\",\"followerCount\":1}}");
            assertThat(
                            ask(
                                            api,
                                            "{ followers(of: \"ruth\") { edges { node { follower { name } } } } }")
                                    .body()
                                    .findValuesAsText("name"))
                    .containsExactly("Mia Lund", "Otto Ahn");
            assertThat(
                            ask(api, "{ following(by: \"ruth\") { edges { node { followed } } } }")
                                    .body()
                                    .findValuesAsText("followed"))
                    .containsExactly("otto");
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void a_put_and_an_upsert_write_the_same_attributes_as_the_other_writer() {
        try (var api = Api.of(PHOTOS)) {
            var other = photos(api);
            var key = Map.<String, Object>of("PK", "FOLLOW#ruth", "SK", "FOLLOW#otto");
            var written = other.get(key);
            ask(api, "mutation { unfollow(followed: \"ruth\", following: \"otto\") { since } }");
            assertThat(other.get(key)).isEmpty();

            ask(api, "mutation { follow(followed: \"ruth\", following: \"otto\") { since } }");
            assertThat(other.get(key)).isEqualTo(written);

            ask(
                    api,
                    "mutation { note(followed: \"mia\", following: \"otto\", since: \"May\") { since } }");
            assertThat(other.get(Map.of("PK", "FOLLOW#mia", "SK", "FOLLOW#otto")))
                    .containsEntry("GSI1PK", AttributeValue.fromS("FOLLOW#otto"))
                    .containsEntry("GSI1SK", AttributeValue.fromS("FOLLOW#mia"))
                    .containsEntry("since", AttributeValue.fromS("May"));
        }
    }

    @Test
    void a_page_continues_after_its_cursor() {
        try (var api = Api.of(PHOTOS)) {
            photos(api);
            var first =
                    ask(
                            api,
                            "{ followers(of: \"ruth\", first: 1) { edges { cursor node { following } } pageInfo { hasNextPage } } }");
            var cursor = first.data("/followers/edges/0/cursor").asText();

            assertThat(first.data("/followers/pageInfo/hasNextPage").asBoolean()).isTrue();
            assertThat(
                            ask(
                                            api,
                                            "{ followers(of: \"ruth\", after: \"%s\") { edges { node { following } } } }"
                                                    .formatted(cursor))
                                    .body()
                                    .findValuesAsText("following"))
                    .containsExactly("otto");
        }
    }

    @Test
    void an_index_can_have_the_key_of_the_table_the_other_way_round() {
        var inverted =
                """
                type Member @table(name: "Teams", partitionKey: "TEAM#{team}", sortKey: "USER#{user}",
                                   partitionKeyName: "PK", sortKeyName: "SK")
                  @index(name: "inverted", partitionKey: "USER#{user}", sortKey: "TEAM#{team}",
                         partitionKeyName: "SK", sortKeyName: "PK")
                  @auth(rules: [{public: true}]) {
                  team: ID!
                  user: ID!
                  role: String
                }
                type Query {
                  teams(user: ID!, first: Int! = 10, after: String): MemberConnection!
                    @query(index: "inverted", keyCondition: "user = $user") @auth(rules: [{public: true}])
                }
                type Mutation {
                  join(team: ID!, user: ID!, role: String!): Member
                    @write(update: "Member", key: "team = $team AND user = $user", expression: "SET role = $role", upsert: true)
                    @auth(rules: [{public: true}])
                }
                """;
        try (var api = Api.of(inverted)) {
            ask(api, "mutation { join(team: \"a\", user: \"ann\", role: \"x\") { role } }");
            ask(api, "mutation { join(team: \"b\", user: \"ann\", role: \"y\") { role } }");

            assertThat(
                            ask(api, "{ teams(user: \"ann\") { edges { node { team } } } }")
                                    .body()
                                    .findValuesAsText("team"))
                    .containsExactly("a", "b");
        }
    }

    private static final String COPIES =
            """
            type Score @table(name: "Scores", partitionKey: "{game}", sortKey: "{points}",
                              partitionKeyName: "PK", sortKeyName: "SK")
              @index(name: "byTime", partitionKey: "{game}", sortKey: "{at}", partitionKeyName: "GSI1PK", sortKeyName: "GSI1SK")
              @auth(rules: [{public: true}]) {
              game: ID!
              points: Int! @attribute(name: "Points")
              at: DateTime
              player: String
            }
            type Query {
              score(game: ID!, points: Int!): Score @getItem(key: "game = $game AND points = $points") @auth(rules: [{public: true}])
              scores(game: ID!, from: Int!, first: Int! = 10, after: String): ScoreConnection!
                @query(keyCondition: "game = $game AND points >= $from") @auth(rules: [{public: true}])
              since(game: ID!, at: DateTime!, first: Int! = 10, after: String): ScoreConnection!
                @query(index: "byTime", keyCondition: "game = $game AND at >= $at") @auth(rules: [{public: true}])
              few(game: ID!, first: Int! = 10, after: String): ScoreConnection!
                @query(keyCondition: "game = $game", filter: "points < 10", maxRead: 50) @auth(rules: [{public: true}])
            }
            type Mutation {
              play(game: ID!, points: Int!, at: DateTime!, player: String!): Score
                @write(put: "Score", item: "game = $game, points = $points, at = $at, player = $player") @auth(rules: [{public: true}])
              move(game: ID!, points: Int!, at: DateTime): Score
                @write(update: "Score", key: "game = $game AND points = $points", expression: "SET at = $at",
                       condition: "points > 5") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void a_key_of_one_field_keeps_the_type_of_the_field_under_its_own_name() {
        try (var api = Api.of(COPIES)) {
            var other =
                    new OtherWriter(api, "Scores")
                            .put(Map.of("PK", "chess", "SK", 9, "player", "ann"))
                            .put(Map.of("PK", "chess", "SK", 10, "player", "bob"));
            ask(
                    api,
                    "mutation { play(game: \"chess\", points: 100, at: \"2026-01-01T00:00:00Z\", player: \"cy\") { player } }");

            assertThat(points(api, "scores(game: \"chess\", from: 10)"))
                    .containsExactly("10", "100");
            assertThat(points(api, "few(game: \"chess\")")).containsExactly("9");
            assertThat(points(api, "since(game: \"chess\", at: \"2026-01-01T00:00:00Z\")"))
                    .containsExactly("100");
            assertThat(
                            ask(api, "{ score(game: \"chess\", points: 9) { game points player } }")
                                    .data()
                                    .toString())
                    .isEqualTo("{\"score\":{\"game\":\"chess\",\"points\":9,\"player\":\"ann\"}}");
            assertThat(other.get(Map.of("PK", "chess", "SK", 100)))
                    .containsEntry("Points", AttributeValue.fromN("100"))
                    .containsEntry("game", AttributeValue.fromS("chess"))
                    .containsEntry("GSI1PK", AttributeValue.fromS("chess"))
                    .containsEntry("GSI1SK", AttributeValue.fromS("2026-01-01T00:00:00.000Z"));
        }
    }

    @Test
    void an_update_keeps_a_copy_in_an_index_up_to_date() {
        try (var api = Api.of(COPIES)) {
            var other =
                    new OtherWriter(api, "Scores")
                            .put(
                                    Map.of(
                                            "PK",
                                            "chess",
                                            "SK",
                                            9,
                                            "GSI1PK",
                                            "chess",
                                            "GSI1SK",
                                            "2026-01-01T00:00:00.000Z",
                                            "at",
                                            "2026-01-01T00:00:00.000Z"));

            ask(
                    api,
                    "mutation { move(game: \"chess\", points: 9, at: \"2026-02-02T00:00:00Z\") { points } }");
            assertThat(other.get(Map.of("PK", "chess", "SK", 9)))
                    .containsEntry("GSI1SK", AttributeValue.fromS("2026-02-02T00:00:00.000Z"));

            ask(api, "mutation { move(game: \"chess\", points: 9, at: null) { points } }");
            assertThat(other.get(Map.of("PK", "chess", "SK", 9)))
                    .doesNotContainKeys("GSI1SK", "at");
        }
    }

    @Test
    void an_index_key_can_have_a_name_that_is_no_graphql_name() {
        var tasks =
                """
                type Task @table(name: "Tasks", partitionKey: "{id}")
                  @index(name: "byState", partitionKey: "{list}", sortKey: "{state}#{due}", sortKeyName: "state#due")
                  @auth(rules: [{public: true}]) {
                  id: ID!
                  list: ID!
                  state: String!
                  due: String
                }
                type Query {
                  open(list: ID!, until: String!, first: Int! = 10, after: String): TaskConnection!
                    @query(index: "byState", keyCondition: "list = $list AND state = 'OPEN' AND due <= $until")
                    @auth(rules: [{public: true}])
                }
                """;
        try (var api = Api.of(tasks)) {
            var other = new OtherWriter(api, "Tasks");
            for (var id : List.of("1", "2", "3")) {
                var due = "2023-0%s-01".formatted(id);
                other.put(
                        Map.of(
                                "id",
                                id,
                                "list",
                                "r1",
                                "state",
                                "OPEN",
                                "due",
                                due,
                                "state#due",
                                "OPEN#" + due));
            }
            assertThat(
                            ask(
                                            api,
                                            "{ open(list: \"r1\", until: \"2023-02-01\") { edges { node { id } } } }")
                                    .body()
                                    .findValuesAsText("id"))
                    .containsExactly("1", "2");
        }
    }

    private static final String CHAT =
            """
            type Message @table(name: "Chat", partitionKey: "{room}", sortKey: "{sentAt}", itemSize: 1)
              @index(name: "bySender", partitionKey: "{room}", sortKey: "{sender}", local: true)
              @auth(rules: [{public: true}]) {
              room: ID!
              sentAt: Decimal!
              sender: ID!
              text: String!
            }
            type Query {
              of(room: ID!, sender: ID!, first: Int! = 10, after: String): MessageConnection!
                @query(index: "bySender", keyCondition: "room = $room AND sender = $sender", consistent: true)
                @auth(rules: [{public: true}])
            }
            type Mutation {
              send(room: ID!, at: Decimal!, sender: ID!): Message
                @write(put: "Message", item: "room = $room, sentAt = $at, sender = $sender, text = 'hi'")
                @auth(rules: [{public: true}])
            }
            """;

    @Test
    void a_local_index_is_read_consistently() {
        try (var api = Api.of(CHAT)) {
            for (var at : List.of("1700000000123", "1700000000124", "1700000000125")) {
                var sender = at.endsWith("4") ? "bob" : "ann";
                ask(
                        api,
                        "mutation { send(room: \"r\", at: \"%s\", sender: \"%s\") { text } }"
                                .formatted(at, sender));
            }
            var answer =
                    ask(api, "{ of(room: \"r\", sender: \"ann\") { edges { node { sentAt } } } }");

            assertThat(answer.body().findValuesAsText("sentAt"))
                    .containsExactlyInAnyOrder("1700000000123", "1700000000125");
            assertThat(api.wire().calls().getFirst().body().path("ConsistentRead").asBoolean())
                    .isTrue();
            var table =
                    api.dynamoDb()
                            .describeTable(it -> it.tableName(api.physicalName("Chat")))
                            .table();
            assertThat(table.localSecondaryIndexes()).hasSize(1);
            assertThat(table.globalSecondaryIndexes()).isEmpty();
        }
    }

    private static List<String> points(Api api, String field) {
        return ask(api, "{ %s { edges { node { points } } } }".formatted(field))
                .body()
                .findValuesAsText("points");
    }

    private static OtherWriter photos(Api api) {
        var other = new OtherWriter(api, "PhotoApp");
        Map.of("ruth", "Ruth Ode", "otto", "Otto Ahn", "mia", "Mia Lund")
                .forEach((user, name) ->
                        other.put(
                                Map.of(
                                        "PK",
                                        "USER#" + user,
                                        "SK",
                                        "USER#" + user,
                                        "username",
                                        user,
                                        "name",
                                        name,
                                        "followerCount",
                                        1)));
        follow(other, "ruth", "otto");
        follow(other, "ruth", "mia");
        follow(other, "otto", "ruth");
        return other;
    }

    private static void follow(OtherWriter other, String one, String by) {
        other.put(
                Map.of(
                        "PK",
                        "FOLLOW#" + one,
                        "SK",
                        "FOLLOW#" + by,
                        "GSI1PK",
                        "FOLLOW#" + by,
                        "GSI1SK",
                        "FOLLOW#" + one,
                        "followedUsername",
                        one,
                        "followingUsername",
                        by));
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).isEmpty();
        return answer;
    }
}
