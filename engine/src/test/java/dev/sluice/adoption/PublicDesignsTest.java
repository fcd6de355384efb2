// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.file.Path;
import java.util.Map;

/// Tables in the designs of public libraries and books.
class PublicDesignsTest {
    private static String schema(String name) {
        return Schemas.read(
                Path.of("src/test/resources/dev/sluice/adoption/%s.graphqls".formatted(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "content", "deals", "tasks", "telemetry", "versions"})
    void each_design_can_be_described(String name) {
        assertThat(SchemaCompiler.compile(name, schema(name)).storedTypes()).isNotEmpty();
    }

    @Test
    void entities_of_electrodb_are_read_as_a_collection_and_written_for_its_readers() {
        try (var api = Api.of(schema("tasks"))) {
            var other = new OtherWriter(api, "electro");
            other.put(
                    Map.of(
                            "pk", "$taskapp#taskid_t1",
                            "sk", "$task_1#project_p1#employee_e1",
                            "gsi1pk", "$taskapp#project_p1",
                            "gsi1sk", "$project_1#task_1#employeeid_e1",
                            "gsi3pk", "$taskapp#employeeid_e1",
                            "gsi3sk", "$assignments#task_1#project_p1#taskid_t1",
                            "task", "T1",
                            "project", "P1",
                            "employee", "E1",
                            "description", "Sweep"));
            other.put(
                    Map.of(
                            "pk", "$taskapp#taskid_t2",
                            "sk", "$task_1#project_p1#employee_e1",
                            "gsi3pk", "$taskapp#employeeid_e1",
                            "gsi3sk", "$assignments#task_1#project_p1#taskid_t2",
                            "task", "T2",
                            "project", "P1",
                            "employee", "E1",
                            "description", "Mop",
                            "__edb_e__", "task",
                            "__edb_v__", "1"));
            ask(
                    api,
                    Who.user("h", "hr"),
                    "mutation { hire(employee: \"E1\", office: \"Oslo\", team: \"A\", title: \"Cook\") { employee } }");
            assertThat(other.get(Map.of("pk", "$taskapp#employeeid_e1", "sk", "$employee_1")))
                    .containsEntry("__edb_e__", AttributeValue.fromS("employee"))
                    .containsEntry("__edb_v__", AttributeValue.fromS("1"))
                    .containsEntry("employee", AttributeValue.fromS("E1"))
                    .containsEntry(
                            "gsi1sk",
                            AttributeValue.fromS(
                                    "$workplaces#employee_1#team_a#title_cook#employeeid_e1"));
            assertThat(
                            ask(
                                            api,
                                            Who.NOBODY,
                                            "{ assignments(employee: \"e1\") { edges { node { __typename ... on Task { task } } } } }")
                                    .data("/assignments/edges")
                                    .toString())
                    .isEqualTo(
                            "[{\"node\":{\"__typename\":\"Employee\"}},{\"node\":{\"__typename\":\"Task\",\"task\":\"T2\"}}]");
            assertThat(api.drifts()).hasSize(1);
        }
    }

    @Test
    void models_of_onetable_are_read_and_written_with_keys_that_end_with_the_separator() {
        try (var api = Api.of(schema("accounts"))) {
            var admin = Who.user("a", "admin");
            var other = new OtherWriter(api, "onetable");
            var opened =
                    ask(api, admin, "mutation { open(name: \"Acme\") { id } }")
                            .data("/open/id")
                            .asText();
            assertThat(other.get(Map.of("pk", "account#" + opened, "sk", "account#")))
                    .containsEntry("_type", AttributeValue.fromS("Account"))
                    .containsEntry("gs1pk", AttributeValue.fromS("account#"));
            other.put(
                    Map.of(
                            "pk", "account#" + opened,
                            "sk", "user#ann@x.example",
                            "gs1pk", "user#ann@x.example",
                            "gs1sk", "user#",
                            "_type", "User",
                            "accountId", opened,
                            "id", "u1",
                            "email", "ann@x.example",
                            "role", "admin"));
            var answer =
                    ask(
                            api,
                            admin,
                            """
                            { account(id: "%1$s") { name } byEmail(email: "ann@x.example") { role }
                              all(id: "%1$s") { edges { node { __typename } } } accounts { edges { node { name } } } }
                            """
                                    .formatted(opened));
            assertThat(answer.data("/account/name").asText()).isEqualTo("Acme");
            assertThat(answer.data("/byEmail/role").asText()).isEqualTo("admin");
            assertThat(answer.data("/accounts").findValuesAsText("name")).containsExactly("Acme");
            assertThat(answer.data("/all").findValuesAsText("__typename"))
                    .containsExactly("Account", "User");
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void orders_whose_keys_start_with_the_separator_are_listed_after_their_customer() {
        try (var api = Api.of(schema("deals"))) {
            var ann = Who.user("ann");
            ask(api, ann, "mutation { signUp(email: \"ann@x.example\") { username } }");
            var other = new OtherWriter(api, "BigTimeDeals");
            for (var id : new String[] {"1", "2"}) {
                other.put(
                        Map.of(
                                "PK",
                                "CUSTOMER#ann",
                                "SK",
                                "#ORDER#" + id,
                                "GSI1PK",
                                "ORDER#" + id,
                                "GSI1SK",
                                "ORDER#" + id,
                                "Type",
                                "Order",
                                "status",
                                "PLACED"));
            }
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "{ orders { edges { node { orderId status } } } me { email } }")
                                    .data()
                                    .toString())
                    .isEqualTo(
                            "{\"orders\":{\"edges\":[{\"node\":{\"orderId\":\"2\",\"status\":\"PLACED\"}},"
                                    + "{\"node\":{\"orderId\":\"1\",\"status\":\"PLACED\"}}]},\"me\":{\"email\":\"ann@x.example\"}}");
            assertThat(
                            api.ask(
                                            Who.user("bob"),
                                            "mutation { signUp(email: \"ann@x.example\") { username } }")
                                    .codes())
                    .containsExactly("EMAIL_TAKEN");
        }
    }

    private static Answer ask(Api api, Who who, String query) {
        var answer = api.ask(who, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
