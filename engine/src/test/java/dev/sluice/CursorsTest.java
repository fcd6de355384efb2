// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A cursor opens only for the list, the arguments and the caller that it was made for.
class CursorsTest {
    private static final String SCHEMA =
            """
            type Task @table(name: "Tasks", partitionKey: "{list}", sortKey: "{id}")
              @index(name: "byState", partitionKey: "{list}", sortKey: "{state}#{due}")
              @index(name: "byDue", partitionKey: "{list}", sortKey: "{due}")
              @auth(rules: [{public: true}]) {
              list: ID!
              id: ID!
              state: String!
              due: DateTime!
              weight: Int!
            }
            type List @table(name: "Lists", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              tasks(first: Int! = 2, after: String): TaskConnection! @query(keyCondition: "list = $parent.id")
            }
            type Query {
              list(id: ID!): List @getItem(key: "id = $id") @auth(rules: [{public: true}])
              tasks(list: ID!, first: Int! = 2, after: String): TaskConnection! @query(keyCondition: "list = $list")
                @auth(rules: [{public: true}])
              tasksToo(list: ID!, first: Int! = 2, after: String): TaskConnection! @query(keyCondition: "list = $list")
                @auth(rules: [{public: true}])
              from(list: ID!, from: ID, first: Int! = 2, after: String): TaskConnection!
                @query(keyCondition: "list = $list AND id >= $from") @auth(rules: [{public: true}])
              inState(list: ID!, state: String!, first: Int! = 2, after: String): TaskConnection!
                @query(index: "byState", keyCondition: "list = $list AND state = $state") @auth(rules: [{public: true}])
              heavy(list: ID!, weight: Int!, first: Int! = 2, after: String): TaskConnection!
                @query(keyCondition: "list = $list", filter: "weight >= $weight", maxRead: 50) @auth(rules: [{public: true}])
              upcoming(list: ID!, first: Int! = 2, after: String): TaskConnection!
                @query(index: "byDue", keyCondition: "list = $list AND due >= $now") @auth(rules: [{public: true}])
              past(list: ID!, first: Int! = 2, after: String): TaskConnection!
                @query(index: "byDue", keyCondition: "list = $list AND due <= $now", order: DESC)
                @auth(rules: [{public: true}])
            }
            """;

    private static final Who ANN = Who.user("ann");
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        for (var list : List.of("l1", "l2")) {
            api.with("List", Map.of("id", list));
            api.withAll(
                    "Task",
                    IntStream.range(0, 10)
                            .mapToObj(i ->
                                    Map.of(
                                            "list",
                                            list,
                                            "id",
                                            "t" + i,
                                            "state",
                                            i % 2 == 0 ? "open" : "done",
                                            "due",
                                            Api.NOW.plus(Duration.ofHours(i)).toString(),
                                            "weight",
                                            i))
                            .toList());
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(Who who, String field, String arguments, @Nullable String after) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("after", after);
        return api.ask(
                who,
                "query($after: String) { %s(%s, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } } }"
                        .formatted(field, arguments),
                variables);
    }

    private static String cursor(Who who, String field, String arguments) {
        return ask(who, field, arguments, null).data("/" + field + "/pageInfo/endCursor").asText();
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.errors()).as(answer.text()).isEmpty();
        return answer.data().findValuesAsText("id");
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.errors()).containsExactly("/" + field + " BAD_CURSOR");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void a_cursor_opens_where_it_was_made_whatever_the_page_size() {
        assertThat(
                        ids(
                                ask(
                                        ANN,
                                        "tasks",
                                        "list: \"l1\", first: 3",
                                        cursor(ANN, "tasks", "list: \"l1\""))))
                .containsExactly("t2", "t3", "t4");
    }

    @Test
    void a_cursor_reveals_nothing_and_is_never_the_same() {
        var one = cursor(ANN, "tasks", "list: \"l1\"");

        assertThat(one)
                .matches("[A-Za-z0-9_-]+")
                .isNotEqualTo(cursor(ANN, "tasks", "list: \"l1\""));
        assertThat(
                        new String(
                                java.util.Base64.getUrlDecoder().decode(one),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("l1", "t1", "list");
    }

    @Test
    void a_cursor_of_another_caller_field_argument_or_key_is_refused() {
        var cursor = cursor(ANN, "tasks", "list: \"l1\"");

        refused(ask(Who.user("bob"), "tasks", "list: \"l1\"", cursor), "tasks");
        refused(ask(Who.NOBODY, "tasks", "list: \"l1\"", cursor), "tasks");
        refused(ask(ANN, "tasks", "list: \"l2\"", cursor), "tasks");
        refused(ask(ANN, "tasksToo", "list: \"l1\"", cursor), "tasksToo");
        refused(ask(ANN, "inState", "list: \"l1\", state: \"open\"", cursor), "inState");
        refused(
                ask(
                        ANN,
                        "inState",
                        "list: \"l1\", state: \"done\"",
                        cursor(ANN, "inState", "list: \"l1\", state: \"open\"")),
                "inState");
        refused(
                ask(
                        ANN,
                        "heavy",
                        "list: \"l1\", weight: 3",
                        cursor(ANN, "heavy", "list: \"l1\", weight: 2")),
                "heavy");
        refused(
                ask(ANN, "from", "list: \"l1\"", cursor(ANN, "from", "list: \"l1\", from: \"t1\"")),
                "from");
    }

    @Test
    void a_cursor_of_another_parent_is_refused_and_leaves_no_part_of_it() {
        var query =
                "query($after: String, $id: ID!) { list(id: $id) { tasks(after: $after) { edges { node { id } } pageInfo { endCursor } } } }";
        var cursor =
                api.ask(ANN, query, Map.of("id", "l1"))
                        .data("/list/tasks/pageInfo/endCursor")
                        .asText();

        assertThat(ids(api.ask(ANN, query, Map.of("id", "l1", "after", cursor))))
                .containsExactly("t2", "t3");
        assertThat(api.ask(ANN, query, Map.of("id", "l2", "after", cursor)).errors())
                .containsExactly("/list/tasks BAD_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AAAA", "not base64!", "%00", "eyJrIjoidjEifQ==", "😀", "null"})
    void a_text_that_is_not_a_cursor_is_refused(String text) {
        refused(ask(ANN, "tasks", "list: \"l1\"", text), "tasks");
    }

    @Test
    void a_cursor_changed_in_any_way_is_refused_and_not_repeated() {
        var cursor = cursor(ANN, "tasks", "list: \"l1\"");
        for (int i = 0; i < cursor.length(); i += 9) {
            var flipped =
                    cursor.substring(0, i)
                            + (cursor.charAt(i) == 'A' ? 'B' : 'A')
                            + cursor.substring(i + 1);
            refused(ask(ANN, "tasks", "list: \"l1\"", flipped), "tasks");
        }
        refused(
                ask(ANN, "tasks", "list: \"l1\"", cursor.substring(0, cursor.length() / 2)),
                "tasks");
        refused(ask(ANN, "tasks", "list: \"l1\"", cursor + "A"), "tasks");
        refused(ask(ANN, "tasks", "list: \"l1\"", cursor + cursor), "tasks");
        assertThat(ask(ANN, "tasks", "list: \"l1\"", "canary" + cursor).text())
                .doesNotContain("canary", cursor);
    }

    @Test
    void other_fields_run_if_a_cursor_is_refused() {
        var answer =
                api.ask(
                        ANN,
                        "{ list(id: \"l1\") { id tasks(after: \"x\") { edges { cursor } } } tasks(list: \"l1\", first: 1) { edges { node { id } } } }");

        assertThat(answer.errors()).containsExactly("/list/tasks BAD_CURSOR");
        assertThat(answer.data("/tasks/edges/0/node/id").asText()).isEqualTo("t0");
    }

    @Test
    void a_cursor_to_a_deleted_item_continues_without_skip_or_repeat() {
        var items =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                Map.of(
                                        "list",
                                        "gone",
                                        "id",
                                        "t" + i,
                                        "state",
                                        "open",
                                        "due",
                                        Api.NOW.plusSeconds(i).toString(),
                                        "weight",
                                        i))
                        .toList();
        for (var field : List.of("tasks", "inState")) {
            api.withAll("Task", items);
            var arguments =
                    field.equals("tasks") ? "list: \"gone\"" : "list: \"gone\", state: \"open\"";
            var cursor = cursor(ANN, field, arguments);
            for (var id : List.of("t0", "t1", "t3")) {
                api.dynamoDb()
                        .deleteItem(item ->
                                item.tableName(api.physicalName("Tasks"))
                                        .key(
                                                Map.of(
                                                        "list",
                                                        AttributeValue.fromS("gone"),
                                                        "id",
                                                        AttributeValue.fromS(id))));
            }

            assertThat(ids(ask(ANN, field, arguments + ", first: 9", cursor)))
                    .containsExactly("t2", "t4", "t5");
        }
    }

    @Test
    void a_range_from_now_on_is_continued_although_time_goes_on() {
        try {
            var first = ask(ANN, "upcoming", "list: \"l1\"", null);
            assertThat(ids(first)).containsExactly("t0", "t1");
            var cursor = first.data("/upcoming/pageInfo/endCursor").asText();
            api.at(Api.NOW.plus(Duration.ofMinutes(1)));
            assertThat(ids(ask(ANN, "upcoming", "list: \"l1\"", cursor)))
                    .containsExactly("t2", "t3");
            api.at(Api.NOW.plus(Duration.ofMinutes(200)));
            assertThat(ids(ask(ANN, "upcoming", "list: \"l1\"", cursor)))
                    .containsExactly("t4", "t5");

            var past = ask(ANN, "past", "list: \"l1\"", null);
            assertThat(ids(past)).containsExactly("t3", "t2");
            api.at(Api.NOW.plus(Duration.ofHours(5)));
            assertThat(
                            ids(
                                    ask(
                                            ANN,
                                            "past",
                                            "list: \"l1\"",
                                            past.data("/past/pageInfo/endCursor").asText())))
                    .containsExactly("t1", "t0");
        } finally {
            api.at(Api.NOW);
        }
    }
}
