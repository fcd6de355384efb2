// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The contents of the template, as any YAML parser reads them.
class DataTemplateTest {
    private final String text = text(Schemas.compile(Schemas.SHOP));
    private final JsonNode template = read(text);

    @Test
    void a_table_has_the_keys_and_indexes_of_the_schema_and_pays_by_request() {
        var properties = template.at("/Resources/OrdersTable/Properties");

        assertThat(properties.at("/KeySchema").toString())
                .isEqualTo(
                        """
                        [{"AttributeName":"customerId","KeyType":"HASH"},\
                        {"AttributeName":"id","KeyType":"RANGE"}]\
                        """);
        assertThat(properties.at("/AttributeDefinitions").toString())
                .isEqualTo(
                        """
                        [{"AttributeName":"customerId","AttributeType":"S"},\
                        {"AttributeName":"id","AttributeType":"S"},\
                        {"AttributeName":"byStatusSk","AttributeType":"S"}]\
                        """);
        assertThat(properties.at("/GlobalSecondaryIndexes").toString())
                .isEqualTo(
                        """
                        [{"IndexName":"byStatus",\
                        "KeySchema":[{"AttributeName":"customerId","KeyType":"HASH"},\
                        {"AttributeName":"byStatusSk","KeyType":"RANGE"}],\
                        "Projection":{"ProjectionType":"ALL"}}]\
                        """);
        assertThat(properties.at("/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void an_index_holds_what_the_schema_projects() {
        var projection =
                template.at(
                        "/Resources/ProductsTable/Properties/GlobalSecondaryIndexes/0/Projection");

        assertThat(projection.toString())
                .isEqualTo(
                        """
                        {"ProjectionType":"INCLUDE","NonKeyAttributes":["imageUrl","name"]}\
                        """);
    }

    @Test
    void
            no_table_can_be_lost_unless_protection_is_off_and_none_has_a_name_that_another_stack_could_have() {
        var kept = "{\"Fn::If\":[\"Protects\",\"Retain\",\"Delete\"]}";
        var tables =
                template.at("/Resources").valueStream().filter(DataTemplateTest::isTable).toList();

        assertThat(tables)
                .hasSize(5)
                .allSatisfy(table -> {
                    assertThat(table.at("/DeletionPolicy").toString()).isEqualTo(kept);
                    assertThat(table.at("/UpdateReplacePolicy").toString()).isEqualTo(kept);
                    var properties = table.at("/Properties");
                    assertThat(properties.at("/DeletionProtectionEnabled").toString())
                            .isEqualTo("{\"Fn::If\":[\"Protects\",true,false]}");
                    assertThat(
                                    properties
                                            .at(
                                                    "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                            .asBoolean())
                            .isTrue();
                    assertThat(properties.has("TableName")).isFalse();
                });
        assertThat(template.at("/Parameters/Protect/Default").asText()).isEqualTo("on");
        assertThat(template.at("/Conditions/Protects/Fn::Equals").toString())
                .isEqualTo("[{\"Ref\":\"Protect\"},\"on\"]");
        assertThat(template.at("/Transform").asText()).isEqualTo("AWS::LanguageExtensions");
    }

    @Test
    void tables_are_encrypted_with_your_own_key_if_you_give_one() {
        assertThat(
                        template.at("/Resources/UsersTable/Properties/SSESpecification/Fn::If")
                                .toString())
                .isEqualTo(
                        """
                        ["HasKmsKey",\
                        {"SSEEnabled":true,"SSEType":"KMS","KMSMasterKeyId":{"Ref":"KmsKeyArn"}},\
                        {"SSEEnabled":false}]\
                        """);
        assertThat(template.at("/Parameters/KmsKeyArn/Default").asText()).isEmpty();
    }

    @Test
    void items_expire_by_the_attribute_that_the_schema_names() {
        var schema =
                Schemas.STATIONS
                        .replace("partitionKey: \"{id}\"", "partitionKey: \"{id}\", ttl: \"until\"")
                        .replace("  name: String!\n", "  name: String!\n  until: DateTime\n");
        var properties = template(schema).at("/Resources/StationsTable/Properties");

        assertThat(properties.at("/TimeToLiveSpecification").toString())
                .isEqualTo("{\"AttributeName\":\"until\",\"Enabled\":true}");
        assertThat(template.at("/Resources/UsersTable/Properties/TimeToLiveSpecification"))
                .isEmpty();
    }

    @Test
    void a_stream_has_a_policy_for_its_readers_that_is_none_of_the_functions() {
        var streamed =
                template(
                        Schemas.STATIONS.replace(
                                "partitionKey: \"{id}\"",
                                "partitionKey: \"{id}\", stream: NEW_IMAGE"));

        assertThat(
                        streamed.at("/Resources/StationsTable/Properties/StreamSpecification")
                                .toString())
                .isEqualTo("{\"StreamViewType\":\"NEW_IMAGE\"}");
        assertThat(
                        streamed.at(
                                        "/Resources/StationsTableStreamPolicy/Properties/PolicyDocument/Statement")
                                .toString())
                .startsWith(
                        """
                        [{"Effect":"Allow",\
                        "Action":["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator"],\
                        "Resource":[{"Fn::Sub":"${StationsTable.StreamArn}"}]},\
                        {"Effect":"Allow","Action":["dynamodb:ListStreams"],\
                        "Resource":[{"Fn::Sub":"${StationsTable.Arn}/stream/*"}]},\
                        {"Fn::If":["HasKmsKey",\
                        """);
        assertThat(streamed.at("/Outputs/StationsTableStreamArn/Value/Fn::Sub").asText())
                .isEqualTo("${StationsTable.StreamArn}");
        assertThat(streamed.at("/Outputs/StationsTableStreamPolicyArn/Value/Ref").asText())
                .isEqualTo("StationsTableStreamPolicy");
        assertThat(streamed.at("/Outputs/Policies").toString()).doesNotContain("Stream");
        assertThat(text).doesNotContain("Stream");
    }

    @Test
    void keys_have_the_names_that_the_schema_gives_them_and_a_local_index_is_one() {
        var properties =
                template(
                                """
                                type Station @table(name: "Stations", partitionKey: "LINE#{line}", sortKey: "{id}",
                                                    partitionKeyName: "PK", sortKeyName: "SK")
                                  @index(name: "GSI1", partitionKey: "T#{track}", partitionKeyName: "GSI1PK")
                                  @index(name: "LSI1", partitionKey: "LINE#{line}", sortKey: "{name}", local: true)
                                  @auth(rules: [{public: true}]) {
                                  line: ID!
                                  id: Int!
                                  track: String
                                  name: String
                                }
                                type Query {
                                  named(line: ID!, name: String!): Station
                                    @query(index: "LSI1", keyCondition: "line = $line AND name = $name", consistent: true)
                                    @auth(rules: [{public: true}])
                                }
                                """)
                        .at("/Resources/StationsTable/Properties");

        assertThat(properties.at("/KeySchema").toString())
                .isEqualTo(
                        """
                        [{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}]\
                        """);
        assertThat(properties.at("/AttributeDefinitions").toString())
                .isEqualTo(
                        """
                        [{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"N"},\
                        {"AttributeName":"GSI1PK","AttributeType":"S"},{"AttributeName":"name","AttributeType":"S"}]\
                        """);
        assertThat(properties.at("/GlobalSecondaryIndexes").toString())
                .isEqualTo(
                        """
                        [{"IndexName":"GSI1","KeySchema":[{"AttributeName":"GSI1PK","KeyType":"HASH"}],\
                        "Projection":{"ProjectionType":"ALL"}}]\
                        """);
        assertThat(properties.at("/LocalSecondaryIndexes").toString())
                .isEqualTo(
                        """
                        [{"IndexName":"LSI1","KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},\
                        {"AttributeName":"name","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}]\
                        """);
    }

    @Test
    void the_policy_allows_what_the_fields_do_and_nothing_else() {
        var statements = template.at("/Resources/Policy/Properties/PolicyDocument/Statement");

        assertThat(statements.toString())
                .startsWith(
                        """
                        [{"Effect":"Allow",\
                        "Action":["dynamodb:PutItem"],\
                        "Resource":[{"Fn::Sub":"${IdempotencyTable.Arn}"}]},\
                        {"Effect":"Allow",\
                        "Action":["dynamodb:BatchGetItem","dynamodb:GetItem","dynamodb:UpdateItem"],\
                        "Resource":[{"Fn::Sub":"${LoyaltyTable.Arn}"},{"Fn::Sub":"${ProductsTable.Arn}"},\
                        {"Fn::Sub":"${UsersTable.Arn}"}]},\
                        {"Effect":"Allow",\
                        "Action":["dynamodb:BatchGetItem","dynamodb:GetItem","dynamodb:PutItem",\
                        "dynamodb:Query","dynamodb:UpdateItem"],\
                        "Resource":[{"Fn::Sub":"${OrdersTable.Arn}"}]},\
                        {"Effect":"Allow",\
                        "Action":["dynamodb:Query"],\
                        "Resource":[{"Fn::Sub":"${OrdersTable.Arn}/index/byStatus"},\
                        {"Fn::Sub":"${ProductsTable.Arn}/index/byCategory"},\
                        {"Fn::Sub":"${UsersTable.Arn}/index/byEmail"}]},\
                        {"Fn::If":["HasKmsKey",\
                        """);
        assertThat(statements).hasSize(5);
        assertThat(statements.toString()).doesNotContain("*").doesNotContain("Scan");
    }

    @Test
    void its_outputs_give_the_function_the_names_of_the_tables() {
        assertThat(template.at("/Outputs/Tables/Value/Fn::If/2/Fn::Sub").asText())
                .isEqualTo(
                        "Idempotency=${IdempotencyTable},Loyalty=${LoyaltyTable},"
                                + "Orders=${OrdersTable},Products=${ProductsTable},"
                                + "Users=${UsersTable}");
        assertThat(template.at("/Outputs/Policies/Value/Fn::If/2").toString())
                .isEqualTo("{\"Fn::Join\":[\",\",[{\"Ref\":\"Policy\"}]]}");
        assertThat(template.at("/Outputs/UsersTableName/Value/Ref").asText())
                .isEqualTo("UsersTable");
        assertThat(template.at("/Outputs/UsersTableArn/Value/Fn::Sub").asText())
                .isEqualTo("${UsersTable.Arn}");
    }

    @Test
    void a_restored_table_takes_the_place_of_that_of_the_stack_with_the_same_permissions() {
        var orders =
                """
                {"Fn::Select":[0,{"Fn::Split":[",",{"Fn::Select":[1,{"Fn::Split":[",Orders=",\
                {"Fn::Sub":",${RestoredTables},Orders=${OrdersTable},"}]}]}]}]}\
                """;
        var tables = template.at("/Outputs/Tables/Value/Fn::If/1/Fn::Sub");
        var policy = template.at("/Resources/RestoredPolicy");

        assertThat(template.at("/Outputs/Tables/Value/Fn::If/0").asText())
                .isEqualTo("HasRestoredTables");
        assertThat(tables.at("/0").asText()).contains(",Orders=${OrdersTableName},");
        assertThat(tables.at("/1/OrdersTableName").toString()).isEqualTo(orders);
        assertThat(policy.at("/Condition").asText()).isEqualTo("HasRestoredTables");
        assertThat(policy.at("/Properties/PolicyDocument/Statement"))
                .hasSameSizeAs(
                        template.at("/Resources/Policy/Properties/PolicyDocument/Statement"));
        assertThat(
                        policy.at("/Properties/PolicyDocument/Statement/3/Resource/0/Fn::Sub")
                                .toString())
                .isEqualTo(
                        """
                        ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/\
                        ${Name}/index/byStatus",{"Name":%s}]\
                        """
                                .formatted(orders));
        assertThat(template.at("/Outputs/Policies/Value/Fn::If/1/Fn::Join/1").toString())
                .isEqualTo("[{\"Ref\":\"Policy\"},{\"Ref\":\"RestoredPolicy\"}]");
    }

    @Test
    void only_tables_of_the_schema_can_be_replaced() {
        var pattern = template.at("/Parameters/RestoredTables/AllowedPattern").asText();

        assertThat(List.of("", "Orders=new", "Orders=new.orders-2,Users=new_users"))
                .allMatch(value -> value.matches(pattern));
        assertThat(List.of("Order=new", "Orders=", "Orders=new,", "Orders=new Users=old", "Orders"))
                .noneMatch(value -> value.matches(pattern));
    }

    @Test
    void tables_with_indexes_are_made_one_after_the_other() {
        assertThat(
                        List.of("Loyalty", "Orders", "Products", "Users").stream()
                                .map(table ->
                                        template.at("/Resources/%sTable/DependsOn".formatted(table))
                                                .asText("nothing")))
                .containsExactly("nothing", "nothing", "OrdersTable", "ProductsTable");
    }

    @Test
    void the_order_of_types_and_indexes_in_the_schema_changes_nothing() {
        var one =
                """
                type A @table(name: "Tens", partitionKey: "{id}")
                  @index(name: "one", partitionKey: "{x}") @index(name: "two", partitionKey: "{y}")
                  @auth(rules: [{public: true}]) { id: ID! x: ID y: ID }
                """;
        var other =
                """
                type B @table(name: "Hundreds", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! }
                """;
        var query =
                """
                type Query {
                  a(id: ID!): A @getItem(key: "id = $id") @auth(rules: [{public: true}])
                  b(id: ID!): B @getItem(key: "id = $id") @auth(rules: [{public: true}])
                }
                """;
        var swapped =
                one.replace("\"one\", partitionKey: \"{x}\"", "\"temp\"")
                        .replace("\"two\", partitionKey: \"{y}\"", "\"one\", partitionKey: \"{x}\"")
                        .replace("\"temp\"", "\"two\", partitionKey: \"{y}\"");

        assertThat(text(query + other + swapped)).isEqualTo(text(one + other + query));
    }

    @Test
    void a_name_that_is_not_a_logical_id_loses_its_punctuation() {
        var template = template(Schemas.STATIONS.replace("\"Stations\"", "\"my-stations.v2\""));

        assertThat(template.at("/Outputs/Tables/Value/Fn::If/2/Fn::Sub").asText())
                .isEqualTo("my-stations.v2=${mystationsv2Table}");
        assertThat(template.at("/Resources").has("mystationsv2Table")).isTrue();
    }

    @Test
    void two_tables_of_one_logical_id_are_refused() {
        var schema =
                Schemas.STATIONS
                        + """
                        type Stop @table(name: "Sta-tions", partitionKey: "{id}")
                          @auth(rules: [{public: true}]) { id: ID! }
                        """;

        assertThatThrownBy(() -> text(schema))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "The tables Sta-tions and Stations would both be StationsTable in the"
                                + " template. Fix: rename one in the schema.");
    }

    @Test
    void what_IAM_would_not_take_as_one_policy_is_several() {
        var template = template(tables(27, 3));
        var policies =
                template.at("/Resources")
                        .valueStream()
                        .filter(resource ->
                                resource.at("/Type").asText().equals("AWS::IAM::ManagedPolicy"))
                        .filter(policy -> !policy.has("Condition"))
                        .map(policy -> policy.at("/Properties/PolicyDocument"))
                        .toList();

        assertThat(policies)
                .hasSize(3)
                .allMatch(document -> PolicySize.of(document) <= PolicySize.MOST);
        assertThat(template.at("/Outputs/Policies/Value/Fn::If/2/Fn::Join/1").toString())
                .isEqualTo("[{\"Ref\":\"Policy\"},{\"Ref\":\"Policy2\"},{\"Ref\":\"Policy3\"}]");
        assertThat(TemplateContents.of(template).permissions()).hasSize(135);
        assertThat(TemplateContents.of(template(tables(30, 0))).permissions()).hasSize(60);
        assertThat(template(tables(30, 0)).at("/Resources").has("Policy2")).isFalse();
    }

    @Test
    void more_policies_than_a_role_can_have_are_refused() {
        assertThatThrownBy(() -> text(tables(450, 0)))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "The permissions need 11 managed policies, but a role can have at most 10."
                                + " Fix: store several types in one table, or serve some of"
                                + " them from another stack.");
    }

    /// Returns a schema with so many tables, each with so many indexes.
    private static String tables(int count, int indexes) {
        var types = new StringBuilder();
        var fields = new StringBuilder();
        for (var i = 100; i < 100 + count; i++) {
            types.append(
                    "type T%1$d @table(name: \"Table%1$d\", partitionKey: \"{id}\") @auth(rules: [{public: true}]) "
                            .formatted(i));
            fields.append(
                    "t%1$d(id: ID!): T%1$d @getItem(key: \"id = $id\") @auth(rules: [{public: true}])\n"
                            .formatted(i));
            var members = new StringBuilder("{ id: ID! ");
            for (var j = 0; j < indexes; j++) {
                types.append("@index(name: \"by%1$d\", partitionKey: \"{f%1$d}\") ".formatted(j));
                members.append("f%d: String ".formatted(j));
                fields.append(
                        "t%1$dBy%2$d(f: String!): T%1$d @query(index: \"by%2$d\", keyCondition: \"f%2$d = $f\") @auth(rules: [{public: true}])\n"
                                .formatted(i, j));
            }
            types.append(members).append("}\n");
        }
        return types + "type Query {\n" + fields + "}";
    }

    private static boolean isTable(JsonNode resource) {
        return resource.at("/Type").asText().equals("AWS::DynamoDB::Table");
    }

    private static JsonNode template(String schema) {
        return read(text(schema));
    }

    private static String text(String schema) {
        return text(SchemaCompiler.compile("test.graphqls", schema));
    }

    private static String text(Catalog catalog) {
        return new DataTemplate(catalog).text();
    }

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
