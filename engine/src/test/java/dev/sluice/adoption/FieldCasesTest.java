// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tables as applications of other people keep them.
class FieldCasesTest {
    private static final String AMPLIFY =
            """
            type Task @table(name: "Tasks", partitionKey: "{id}", version: "version", ttl: "forget", itemSize: 1)
              @index(name: "byState", partitionKey: "{reminderId}", sortKey: "{state}#{due}", sortKeyName: "state#due")
              @index(name: "byReminder", partitionKey: "{reminderId}", sortKey: "{createdAt}")
              @auth(rules: [{signedIn: true}]) {
              id: ID! @attribute(default: "$uuid")
              owner: ID!
              reminderId: ID!
              state: String! @attribute(default: "'OPEN'")
              due: String
              title: String! @constraint(maxLength: 50)
              createdAt: DateTime! @attribute(default: "$now")
              version: Int! @attribute(name: "_version")
              deleted: Boolean @attribute(name: "_deleted")
              forget: DateTime @attribute(name: "_ttl", hidden: true)
              changed: DateTime @attribute(name: "_lastChangedAt", as: N, unit: MILLISECONDS)
            }
            type Query {
              tasks(reminder: ID!, first: Int! = 2, after: String): TaskConnection!
                @query(index: "byReminder", keyCondition: "reminderId = $reminder", filter: "attribute_not_exists(deleted)", maxRead: 50)
                @auth(rules: [{signedIn: true}])
              due(reminder: ID!, until: String!, first: Int! = 10, after: String): TaskConnection!
                @query(index: "byState", keyCondition: "reminderId = $reminder AND state = 'OPEN' AND due <= $until")
                @auth(rules: [{signedIn: true}])
              task(id: ID!): Task @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              rename(id: ID!, version: Int!, title: String! @constraint(maxLength: 50)): Task @auth(rules: [{signedIn: true}])
                @write(update: "Task", key: "id = $id", expression: "SET title = $title", condition: "attribute_not_exists(deleted)")
            }
            """;

    @Test
    void a_table_of_amplify_with_conflict_detection_is_served() {
        try (var api = Api.of(AMPLIFY)) {
            var other = new OtherWriter(api, "Tasks");
            for (int i = 1; i <= 4; i++) {
                var item = new HashMap<String, Object>();
                item.put("id", "" + i);
                item.put("__typename", "Task");
                item.put("owner", "ann::ann-user");
                item.put("reminderId", "r1");
                item.put("title", "t" + i);
                item.put("state", "OPEN");
                item.put("due", "2023-0%d-01".formatted(i));
                item.put("state#due", "OPEN#2023-0%d-01".formatted(i));
                item.put("createdAt", "2023-01-0%dT10:00:00.000Z".formatted(i));
                item.put("_version", i);
                item.put("_lastChangedAt", 1_672_567_200_000L);
                if (i == 2) {
                    item.put("_deleted", true);
                    item.put("_ttl", 4_102_444_800L);
                }
                other.put(item);
            }
            var ann = Who.user("ann");

            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "{ task(id: \"1\") { title version changed createdAt } deleted: task(id: \"2\") { title deleted } }")
                                    .data()
                                    .toString())
                    .isEqualTo(
                            "{\"task\":{\"title\":\"t1\",\"version\":1,\"changed\":\"2023-01-01T10:00:00.000Z\","
                                    + "\"createdAt\":\"2023-01-01T10:00:00.000Z\"},\"deleted\":{\"title\":\"t2\",\"deleted\":true}}");
            var page =
                    ask(
                            api,
                            ann,
                            "{ tasks(reminder: \"r1\") { edges { node { id } } pageInfo { hasNextPage } } }");
            assertThat(page.body().findValuesAsText("id")).containsExactly("1", "3");
            assertThat(page.data("/tasks/pageInfo/hasNextPage").asBoolean()).isTrue();
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "{ due(reminder: \"r1\", until: \"2023-03-01\") { edges { node { id } } } }")
                                    .body()
                                    .findValuesAsText("id"))
                    .containsExactly("1", "2", "3");
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "mutation { rename(id: \"3\", version: 3, title: \"new\") { title version } }")
                                    .data("/rename")
                                    .toString())
                    .isEqualTo("{\"title\":\"new\",\"version\":4}");
            assertThat(
                            api.ask(
                                            ann,
                                            "mutation { rename(id: \"2\", version: 2, title: \"new\") { title } }")
                                    .codes())
                    .containsExactly("CONDITION_FAILED");
        }
    }

    private static final String SITES =
            """
            type Post @table(name: "SitesTable", partitionKey: "USER#{author}", sortKey: "POST#{id}", version: "version")
              @auth(rules: [{owner: "author"}]) {
              author: ID!
              id: ID!
              title: String!
              likes: Int!
              version: Int!
            }
            type Query {
              posts(first: Int! = 10, after: String): PostConnection!
                @query(keyCondition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
              popular(first: Int! = 10, after: String): PostConnection!
                @query(keyCondition: "author = $claims.sub", filter: "likes > 4 AND author = $claims.sub", maxRead: 100)
                @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              rename(id: ID!, title: String!, version: Int!): Post
                @write(update: "Post", key: "author = $claims.sub AND id = $id", expression: "SET title = $title")
                @auth(rules: [{signedIn: true}])
              like(author: ID!, id: ID!, version: Int!): Post
                @write(update: "Post", key: "author = $author AND id = $id", expression: "ADD likes 1") @auth(rules: [{signedIn: true}])
              cond(id: ID!, version: Int!): Post
                @write(update: "Post", key: "author = $claims.sub AND id = $id", expression: "ADD likes 1",
                       condition: "author = $claims.sub") @auth(rules: [{signedIn: true}])
            }
            """;

    @Test
    void fields_that_only_a_key_holds_and_absent_versions_are_read_filtered_and_written() {
        try (var api = Api.of(SITES)) {
            new OtherWriter(api, "SitesTable")
                    .put(Map.of("pk", "USER#ann", "sk", "POST#p1", "title", "One", "likes", 3))
                    .put(
                            Map.of(
                                    "pk",
                                    "USER#ann",
                                    "sk",
                                    "POST#p2",
                                    "title",
                                    "Two",
                                    "likes",
                                    5,
                                    "version",
                                    7))
                    .put(Map.of("pk", "USER#bob", "sk", "POST#p3", "title", "Three", "likes", 9));
            var ann = Who.user("ann");

            assertThat(
                            ask(api, ann, "{ posts { edges { node { id author version } } } }")
                                    .data("/posts/edges")
                                    .toString())
                    .isEqualTo(
                            "[{\"node\":{\"id\":\"p1\",\"author\":\"ann\",\"version\":0}},"
                                    + "{\"node\":{\"id\":\"p2\",\"author\":\"ann\",\"version\":7}}]");
            assertThat(
                            ask(api, ann, "{ popular { edges { node { id } } } }")
                                    .body()
                                    .findValuesAsText("id"))
                    .containsExactly("p2");
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "mutation { rename(id: \"p1\", title: \"Un\", version: 0) { title version } }")
                                    .data("/rename/version")
                                    .asInt())
                    .isEqualTo(1);
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "mutation { cond(id: \"p2\", version: 7) { likes version } }")
                                    .data("/cond")
                                    .toString())
                    .isEqualTo("{\"likes\":6,\"version\":8}");
            assertThat(
                            api.ask(
                                            Who.user("bob"),
                                            "mutation { like(author: \"ann\", id: \"p2\", version: 8) { id } }")
                                    .codes())
                    .containsExactly("NOT_FOUND");
        }
    }

    private static String receipts(String time) {
        return """
        type Receipt @table(name: "Payments", partitionKey: "ACC#{account}", sortKey: "REC#{at}#SKU#{sku}", escape: NONE)
          @auth(rules: [{public: true}]) {
          account: ID!
          at: %1$s
          sku: String!
        }
        type Query {
          receipts(account: ID!, since: %2$s, first: Int! = 10, after: String): ReceiptConnection!
            @query(keyCondition: "account = $account AND at >= $since") @auth(rules: [{public: true}])
          receipt(account: ID!, at: %2$s, sku: String!): Receipt
            @getItem(key: "account = $account AND at = $at AND sku = $sku") @auth(rules: [{public: true}])
        }
        """
                .formatted(time, time.replaceAll(" .*", ""));
    }

    @Test
    void times_of_two_forms_are_served_as_texts_and_reported_as_times() {
        var times =
                List.of("2023-05-28T14:30:00Z", "2023-06-28T14:30:00Z", "2023-07-28T14:30:00.000Z");
        for (var type :
                List.of(
                        "String! @constraint(pattern: \"[-0-9:.TZ]+\")",
                        "DateTime! @attribute(unit: SECONDS)")) {
            try (var api = Api.of(receipts(type))) {
                var other = new OtherWriter(api, "Payments");
                times.forEach(
                        at -> other.put(Map.of("pk", "ACC#1", "sk", "REC#%s#SKU#9".formatted(at))));
                var found =
                        ask(
                                        api,
                                        Who.NOBODY,
                                        "{ receipts(account: \"1\", since: \"2023-05-28T14:30:00Z\") { edges { node { at } } } }")
                                .body()
                                .findValuesAsText("at");
                var isText = type.startsWith("String");
                assertThat(found).hasSize(isText ? 3 : 2);
                assertThat(api.drifts()).hasSize(isText ? 0 : 1);
                for (var at : isText ? times : times.subList(0, 2)) {
                    assertThat(
                                    ask(
                                                    api,
                                                    Who.NOBODY,
                                                    "{ receipt(account: \"1\", at: \"%s\", sku: \"9\") { sku } }"
                                                            .formatted(at))
                                            .data("/receipt/sku")
                                            .asText())
                            .isEqualTo("9");
                }
            }
        }
    }

    private static Answer ask(Api api, Who who, String query) {
        var answer = api.ask(who, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
