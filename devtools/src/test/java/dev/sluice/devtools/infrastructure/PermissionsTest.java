// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;

import java.util.List;

class PermissionsTest {
    private static final String TYPES =
            """
            type Order
              @table(name: "Orders", partitionKey: "{customer}", sortKey: "{id}")
              @index(name: "byState", partitionKey: "{customer}", sortKey: "{state}", project: ["note"])
              @auth(rules: [{public: true}]) {
              customer: ID!
              id: ID!
              state: String!
              note: String
              total: Int
            }
            type Stock @table(name: "Stocks", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              left: Int!
            }
            type Member @table(name: "Members", partitionKey: "{user}") @auth(rules: [{public: true}]) {
              user: ID!
            }
            """;

    @Test
    void an_item_may_be_read_alone_or_with_others_and_an_index_that_no_field_queries_not_at_all() {
        assertThat(of(Schemas.STATIONS))
                .containsExactly("Stations dynamodb:BatchGetItem", "Stations dynamodb:GetItem");
    }

    @Test
    void a_delete_that_only_marks_the_item_is_an_update() {
        assertThat(
                        of(
                                """
                                type Doc @table(name: "Docs", partitionKey: "{id}", deletedAt: "gone") @auth(rules: [{public: true}]) {
                                  id: ID!
                                  gone: DateTime
                                }
                                type Query { n: Int @resolver(name: "n") @auth(rules: [{public: true}]) }
                                type Mutation {
                                  remove(id: ID!): Doc @write(delete: "Doc", key: "id = $id") @auth(rules: [{public: true}])
                                }
                                """))
                .containsExactly("Docs dynamodb:UpdateItem");
    }

    @Test
    void an_event_is_put_in_the_transaction_whose_update_may_have_to_be_read() {
        assertThat(
                        of(
                                "schema @events(table: \"Events\", source: \"shop\") { query: Query mutation: Mutation }\n"
                                        + TYPES
                                        + """
                                        type Query { n: Int @resolver(name: "n") @auth(rules: [{public: true}]) }
                                        type Mutation {
                                          take(id: ID!): Stock @auth(rules: [{public: true}])
                                            @event(name: "StockTaken", detail: "id = $id")
                                            @write(update: "Stock", key: "id = $id", expression: "ADD left -1")
                                        }
                                        """))
                .containsExactly(
                        "Events dynamodb:PutItem",
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem",
                        "Stocks dynamodb:UpdateItem");
    }

    @Test
    void a_note_of_a_change_is_put_and_never_read_unless_a_field_does() {
        assertThat(
                        of(
                                TYPES.replace(
                                                "type Stock @table",
                                                "type Stock @audit(trail: \"Change\") @table")
                                        + """
                                        type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until")
                                          @auth(rules: [{group: "auditor"}]) { item: ID! id: ID! until: DateTime }
                                        type Query { n: Int @resolver(name: "n") @auth(rules: [{public: true}]) }
                                        type Mutation {
                                          add(id: ID!): Stock @auth(rules: [{public: true}])
                                            @write(put: "Stock", item: "id = $id, left = 1")
                                        }
                                        """))
                .containsExactly("Changes dynamodb:PutItem", "Stocks dynamodb:PutItem");
    }

    @Test
    void a_query_is_allowed_on_its_index_and_what_that_does_not_hold_is_read_from_the_table() {
        var query =
                """
                type Query {
                  orders(customer: ID!, first: Int! = 10, after: String): OrderConnection!
                    @query(index: "byState", keyCondition: "customer = $customer")
                    @auth(rules: [{public: true}])
                }
                """;

        assertThat(of(TYPES + query))
                .containsExactly(
                        "Orders dynamodb:BatchGetItem",
                        "Orders dynamodb:GetItem",
                        "Orders/byState dynamodb:Query");
        assertThat(of(TYPES.replace(", project: [\"note\"]", "") + query))
                .containsExactly("Orders/byState dynamodb:Query");
    }

    @Test
    void a_key_without_terms_needs_what_other_keys_need() {
        assertThat(
                        of(
                                """
                                type Settings @table(name: "Settings", partitionKey: "APP") @auth(rules: [{public: true}]) {
                                  theme: String
                                }
                                type Note @table(name: "Notes", partitionKey: "NOTE", sortKey: "{id}") @auth(rules: [{public: true}]) {
                                  id: ID!
                                }
                                type Query {
                                  settings: Settings @getItem @auth(rules: [{public: true}])
                                  notes(first: Int! = 10, after: String): NoteConnection! @query @auth(rules: [{public: true}])
                                }
                                type Mutation {
                                  close: Settings @auth(rules: [{public: true}]) @write(delete: "Settings")
                                }
                                """))
                .containsExactly(
                        "Notes dynamodb:Query",
                        "Settings dynamodb:BatchGetItem",
                        "Settings dynamodb:DeleteItem",
                        "Settings dynamodb:GetItem");
    }

    @Test
    void a_reference_to_one_of_several_types_reads_the_tables_of_all_of_them() {
        var query =
                """
                union Thing = Order | Stock
                type Query {
                  thing(id: ID!): Thing @getItem(key: "customer = $id AND id = $id") @auth(rules: [{public: true}])
                }
                """;

        assertThat(of(TYPES + query))
                .containsExactly(
                        "Orders dynamodb:BatchGetItem",
                        "Orders dynamodb:GetItem",
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem");
    }

    @Test
    void the_entities_of_a_subgraph_are_read_but_not_a_type_of_another_one() {
        var schema =
                TYPES.replace("type Stock", "type Stock @key")
                        + """
                        type Product @key(fields: "sku", resolvable: false) { sku: ID! }
                        type Shelf @key @table(name: "Shelves", partitionKey: "{id}")
                          @auth(rules: [{exists: "Member", key: "user = $claims.sub"}]) {
                          id: ID!
                          product: Product @getItem(key: "sku = $parent.id")
                        }
                        type Query { none: Stock @getItem(key: "id = 'none'") @auth(rules: [{public: true}]) }
                        """;

        assertThat(of(schema))
                .containsExactly(
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:GetItem",
                        "Shelves dynamodb:BatchGetItem",
                        "Shelves dynamodb:GetItem",
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem");
    }

    @Test
    void permission_to_query_the_table_does_not_include_its_indexes() {
        assertThat(
                        of(
                                TYPES
                                        + """
                                        type Query {
                                          orders(customer: ID!, first: Int! = 10, after: String): OrderConnection!
                                            @query(keyCondition: "customer = $customer")
                                            @auth(rules: [{public: true}])
                                        }
                                        """))
                .containsExactly("Orders dynamodb:Query");
    }

    @Test
    void the_bucket_of_a_caller_is_updated() {
        assertThat(
                        of(
                                """
                                schema @limits(requests: 9, readUnits: 9, writeUnits: 9,
                                    perCaller: {units: 9, seconds: 9, table: "Buckets"}) {
                                  query: Query
                                }
                                type Query {
                                  stock(id: ID!): Stock
                                    @getItem(key: "id = $id") @auth(rules: [{public: true}])
                                }
                                """
                                        + TYPES))
                .containsExactly(
                        "Buckets dynamodb:UpdateItem",
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem");
    }

    @Test
    void the_record_that_a_rule_names_is_read() {
        assertThat(
                        of(
                                TYPES
                                        + """
                                        type Query {
                                          orders(customer: ID!, first: Int! = 10, after: String): OrderConnection!
                                            @query(keyCondition: "customer = $customer")
                                            @auth(rules: [{exists: "Member", key: "user = $claims.sub"}])
                                        }
                                        """))
                .containsExactly(
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:GetItem",
                        "Orders dynamodb:Query");
    }

    @Test
    void a_single_write_is_one_action_and_answers_without_a_read() {
        assertThat(
                        mutating(
                                """
                                type Mutation {
                                  put(customer: ID!, id: ID!, state: String!): Order!
                                    @auth(rules: [{public: true}])
                                    @write(put: "Order", item: "customer = $customer, id = $id, state = $state")
                                }
                                """))
                .containsExactly("Orders dynamodb:PutItem");
        assertThat(
                        mutating(
                                """
                                type Mutation {
                                  note(customer: ID!, id: ID!, note: String): Order!
                                    @auth(rules: [{public: true}])
                                    @write(update: "Order", key: "customer = $customer AND id = $id",
                                           expression: "SET note = $note")
                                }
                                """))
                .containsExactly("Orders dynamodb:UpdateItem");
        assertThat(
                        mutating(
                                """
                                type Mutation {
                                  drop(customer: ID!, id: ID!): Order
                                    @auth(rules: [{public: true}])
                                    @write(delete: "Order", key: "customer = $customer AND id = $id")
                                }
                                """))
                .containsExactly("Orders dynamodb:DeleteItem");
    }

    @Test
    void a_transaction_is_the_actions_of_its_parts_and_an_update_that_answers_is_read() {
        var transaction =
                """
                type Mutation {
                  note(customer: ID!, id: ID!, note: String, stock: ID!): Order!
                    @auth(rules: [{public: true}])
                    @write(update: "Order", key: "customer = $customer AND id = $id",
                           expression: "SET note = $note")
                    @write(check: "Stock", key: "id = $stock", condition: "left > 0")
                }
                """;

        assertThat(mutating(transaction))
                .containsExactly(
                        "Orders dynamodb:BatchGetItem",
                        "Orders dynamodb:GetItem",
                        "Orders dynamodb:UpdateItem",
                        "Stocks dynamodb:ConditionCheckItem");
    }

    @Test
    void a_list_of_updates_that_answers_is_read_and_ids_and_true_are_not() {
        var changed =
                """
                type Mutation {
                  note(customer: ID!, ids: [ID!]! @constraint(maxItems: 9)): %s
                    @auth(rules: [{public: true}])
                    @write(update: "Order", each: "$ids", key: "customer = $customer AND id = $each",
                           expression: "SET note = 'seen'")
                }
                """;

        assertThat(mutating(changed.formatted("[Order!]!")))
                .containsExactly(
                        "Orders dynamodb:BatchGetItem",
                        "Orders dynamodb:GetItem",
                        "Orders dynamodb:UpdateItem");
        for (var answer : List.of("[ID!]!", "Boolean!")) {
            assertThat(mutating(changed.formatted(answer)))
                    .containsExactly("Orders dynamodb:UpdateItem");
        }
    }

    @Test
    void an_upsert_puts_a_new_item_in_the_place_of_one_that_has_expired() {
        var schema =
                """
                type Seat @table(name: "Seats", partitionKey: "{id}", ttl: "until") @auth(rules: [{signedIn: true}]) {
                  id: ID!
                  until: DateTime
                }
                type Query { seat(id: ID!): Seat @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
                type Mutation {
                  take(id: ID!, until: DateTime): Seat @auth(rules: [{signedIn: true}])
                    @write(update: "Seat", key: "id = $id", expression: "SET until = $until", upsert: true)
                }
                """;
        assertThat(of(schema))
                .containsExactly(
                        "Seats dynamodb:BatchGetItem",
                        "Seats dynamodb:GetItem",
                        "Seats dynamodb:PutItem",
                        "Seats dynamodb:UpdateItem");
        assertThat(of(schema.replace(", ttl: \"until\"", "")))
                .doesNotContain("Seats dynamodb:PutItem");
        assertThat(of(schema.replace(", upsert: true", "")))
                .doesNotContain("Seats dynamodb:PutItem");
    }

    @Test
    void a_token_is_a_record_that_is_put_and_the_earlier_answer_is_read() {
        assertThat(
                        mutating(
                                """
                                type Mutation {
                                  put(customer: ID!, id: ID!, state: String!, clientRequestToken: ID!): Order!
                                    @auth(rules: [{signedIn: true}])
                                    @write(put: "Order", item: "customer = $customer, id = $id, state = $state")
                                }
                                """))
                .containsExactly(
                        "Orders dynamodb:BatchGetItem",
                        "Orders dynamodb:GetItem",
                        "Orders dynamodb:PutItem",
                        "Tokens dynamodb:PutItem");
    }

    @Test
    void the_record_that_lets_a_caller_write_is_checked_beside_the_write_and_the_answer_is_read() {
        var update =
                """
                type Mutation {
                  sell(id: ID!, count: Int!): Stock @auth(rules: [%s])
                    @write(update: "Stock", key: "id = $id", expression: "SET left = $count")
                }
                """;

        assertThat(
                        of(
                                schema(
                                        update.formatted(
                                                "{exists: \"Member\", key: \"user = $claims.sub\"}"))))
                .containsExactly(
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:ConditionCheckItem",
                        "Members dynamodb:GetItem",
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem",
                        "Stocks dynamodb:UpdateItem");
        assertThat(of(schema(update.formatted("{signedIn: true}"))))
                .containsExactly(
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:GetItem",
                        "Stocks dynamodb:UpdateItem");
    }

    @Test
    void the_record_of_a_rule_of_a_type_and_of_a_field_that_is_sent_is_checked_too() {
        var sent =
                """
                type Box @table(name: "Boxes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                  id: ID!
                  label: Label
                }
                type Label { text: String @auth(rules: [{exists: "Member", key: "user = $claims.sub"}]) }
                input LabelInput { text: String }
                input BoxInput { label: LabelInput }
                type Mutation {
                  label(id: ID!, box: BoxInput!): Box @auth(rules: [{signedIn: true}])
                    @write(update: "Box", key: "id = $id", expression: "SET ...$box")
                }
                """;
        var judged =
                """
                type Box @table(name: "Boxes", partitionKey: "{id}")
                  @auth(rules: [{exists: "Member", key: "user = $claims.sub"}]) { id: ID! }
                type Mutation {
                  drop(id: ID!): Box @auth(rules: [{signedIn: true}]) @write(delete: "Box", key: "id = $id")
                }
                """;

        assertThat(of(schema(sent)))
                .contains(
                        "Members dynamodb:ConditionCheckItem", "Boxes dynamodb:ConditionCheckItem");
        assertThat(of(schema(judged)))
                .containsExactly(
                        "Boxes dynamodb:BatchGetItem",
                        "Boxes dynamodb:DeleteItem",
                        "Boxes dynamodb:GetItem",
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:ConditionCheckItem",
                        "Members dynamodb:GetItem");
    }

    @Test
    void the_record_that_a_write_is_of_is_checked_by_the_write() {
        assertThat(
                        of(
                                schema(
                                        """
                                        type Mutation {
                                          leave: Member @auth(rules: [{exists: "Member", key: "user = $claims.sub"}])
                                            @write(delete: "Member", key: "user = $claims.sub")
                                        }
                                        """)))
                .containsExactly(
                        "Members dynamodb:BatchGetItem",
                        "Members dynamodb:DeleteItem",
                        "Members dynamodb:GetItem");
    }

    @Test
    void the_record_is_read_with_what_the_mutation_reads_first() {
        assertThat(
                        mutating(
                                """
                                type Mutation {
                                  sell(id: ID!, clientRequestToken: ID!): Stock!
                                    @auth(rules: [{signedIn: true}])
                                    @getItem(as: "stock", type: "Stock", key: "id = $id", consistent: true)
                                    @write(update: "Stock", key: "id = $id", expression: "SET left = $stock.left")
                                }
                                """))
                .containsExactly(
                        "Stocks dynamodb:BatchGetItem",
                        "Stocks dynamodb:GetItem",
                        "Stocks dynamodb:UpdateItem",
                        "Tokens dynamodb:BatchGetItem",
                        "Tokens dynamodb:GetItem",
                        "Tokens dynamodb:PutItem");
    }

    /// Returns the permissions of a schema whose queries need nothing but one table.
    private static List<String> mutating(String mutations) {
        return of(schema(mutations)).stream()
                .filter(permission -> !permission.startsWith("Members"))
                .toList();
    }

    private static String schema(String mutations) {
        return """
        schema @limits(requests: 20, readUnits: 400, writeUnits: 300) @idempotency(table: "Tokens") {
          query: Query
          mutation: Mutation
        }
        type Query {
          member(user: ID!): Member @getItem(key: "user = $user") @auth(rules: [{public: true}])
        }
        """
                + TYPES
                + mutations;
    }

    private static List<String> of(String schema) {
        return Permissions.of(SchemaCompiler.compile("test.graphqls", schema)).entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream()
                                .map(action -> spelled(entry.getKey()) + " " + action))
                .toList();
    }

    private static String spelled(Resource resource) {
        return resource.index() == null
                ? resource.table()
                : resource.table() + "/" + resource.index();
    }
}
