// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// An item that does not fit the schema fails alone; the rest of its page is answered.
class OneBadItemTest {
    private static final String TASK =
            """
            enum Status { NEW DONE }
            type Task @table(name: "Tasks", partitionKey: "{list}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              list: ID!
              id: ID!
              status: Status!
              steps: [Status!]!
              size: Int!
              doneAt: DateTime! @attribute(as: N)
              tags: [String!]! @attribute(as: SS)
            }
            type Query {
              tasks(list: ID!, first: Int! = 10, after: String): TaskConnection!
                @query(keyCondition: "list = $list") @auth(rules: [{public: true}])
            }
            """;
    private static final String NODES =
            """
            type TaskConnection { edges: [TaskEdge!]! nodes: [Task]! pageInfo: PageInfo! }
            """;

    private static Api generated;
    private static Api own;

    @BeforeAll
    static void open() {
        generated = Api.of(TASK);
        own = Api.of(TASK + NODES);
    }

    @AfterAll
    static void close() {
        generated.close();
        own.close();
    }

    private static final Map<String, AttributeValue> BAD =
            Map.of(
                    "status", AttributeValue.fromS("ARCHIVED"),
                    "steps", AttributeValue.fromL(List.of(AttributeValue.fromS("LATER"))),
                    "size", AttributeValue.fromN("5000000000"),
                    "doneAt", AttributeValue.fromN("1700000000000"),
                    "tags", AttributeValue.fromL(List.of(AttributeValue.fromS("a"))));

    private static Answer ask(Api api, String field, String query) {
        for (var id : List.of("1", "2", "3")) {
            var task =
                    Map.of(
                            "list",
                            field,
                            "id",
                            id,
                            "status",
                            "NEW",
                            "steps",
                            List.of("DONE"),
                            "size",
                            1,
                            "doneAt",
                            "2026-01-01T00:00:00Z",
                            "tags",
                            List.of("a"));
            if (id.equals("2")) {
                api.withRaw("Task", task, Map.of(field, BAD.get(field)));
            } else {
                api.with("Task", task);
            }
        }
        return api.ask(Who.NOBODY, query);
    }

    @ParameterizedTest
    @CsvSource({"status", "steps", "size", "doneAt", "tags"})
    void its_node_is_null_with_an_error_and_the_others_are_there(String field) {
        var query =
                "{ tasks(list: \"%s\") { edges { cursor node { id %s } } pageInfo { hasNextPage } } }"
                        .formatted(field, field);
        for (var api : List.of(generated, own)) {
            var answer = ask(api, field, query);

            assertThat(answer.errors())
                    .containsExactly("/tasks/edges/1/node/" + field + " INTERNAL");
            assertThat(answer.body().at("/errors/0/locations")).hasSize(1);
            assertThat(answer.data("/tasks/edges/1/node").isNull()).isTrue();
            assertThat(answer.data("/tasks/edges/1/cursor").asText()).isNotEmpty();
            assertThat(answer.data("/tasks/edges").findValuesAsText("id"))
                    .containsExactly("1", "3");
        }
    }

    @ParameterizedTest
    @CsvSource({"status", "size"})
    void a_list_of_nodes_may_have_nulls_in_their_place(String field) {
        var answer =
                ask(
                        own,
                        field,
                        "{ tasks(list: \"%s\") { nodes { id %s } } }".formatted(field, field));

        assertThat(answer.errors()).containsExactly("/tasks/nodes/1/" + field + " INTERNAL");
        assertThat(answer.data("/tasks/nodes")).hasSize(3);
        assertThat(answer.data("/tasks/nodes/1").isNull()).isTrue();
        assertThat(answer.data("/tasks/nodes/2/id").asText()).isEqualTo("3");
    }
}
