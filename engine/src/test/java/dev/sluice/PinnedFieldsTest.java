// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// A pinned field always equals the caller's claim, on every path.
class PinnedFieldsTest {
    private static final String SCHEMA =
            """
            type Query {
              order(id: ID!): Order @getItem(key: "id = $id") @auth(rules: [{public: true}])
              orders(ids: [ID!]! @constraint(maxItems: 9)): [Order]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              orderByCode(code: String!): Order @query(index: "byCode", keyCondition: "code = $code") @auth(rules: [{public: true}])
              desk(first: Int! = 9, after: String): EntryConnection! @query(keyCondition: "tenant = $claims.tenant")
                @auth(rules: [{public: true}])
              staff(id: ID!): Staff @getItem(key: "id = $id")
                @auth(rules: [{exists: "Staff", key: "id = $claims.sub"}])
            }
            union Entry = Order | Note
            type Order
              @table(name: "Desk", partitionKey: "TENANT#{tenant}", sortKey: "ORDER#{id}")
              @index(name: "byCode", partitionKey: "{tenant}#{code}", project: [])
              @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant")
              id: ID!
              code: String
              text: String!
              notes(first: Int! = 9, after: String): NoteConnection! @query(keyCondition: "about = $parent.id")
              next: ID @attribute(hidden: true)
              follows: Order @getItem(key: "id = $parent.next")
            }
            type Note
              @table(name: "Desk", partitionKey: "TENANT#{tenant}", sortKey: "NOTE#{about}#{id}")
              @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant")
              about: ID!
              id: ID!
              text: String!
            }
            type Staff @table(name: "Staff", partitionKey: "{tenant}", sortKey: "{id}") @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant", hidden: true)
              id: ID!
              name: String
            }
            """;

    private static final Who RED = Who.user("ann").withClaim("tenant", "red");
    private static final Who BLUE = Who.user("ann").withClaim("tenant", "blue");
    private static final List<Who> WITHOUT =
            List.of(
                    Who.NOBODY,
                    Who.user("ann"),
                    Who.user("ann").withClaim("tenant", ""),
                    Who.user("ann").withClaim("tenant", " "));

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        for (var tenant : List.of("red", "blue", "", " ")) {
            if (tenant.isBlank()) {
                api.withRaw("Order", order("red"), blank(tenant));
                continue;
            }
            api.with("Order", order(tenant))
                    .with(
                            "Note",
                            Map.of(
                                    "tenant",
                                    tenant,
                                    "about",
                                    "o",
                                    "id",
                                    "n",
                                    "text",
                                    "note-" + tenant));
        }
        api.with("Staff", Map.of("tenant", "red", "id", "ann", "name", "Ann"));
    }

    private static Map<String, String> order(String tenant) {
        return Map.of(
                "tenant", tenant, "id", "o", "code", "c", "text", "order-" + tenant, "next", "o");
    }

    private static Map<String, AttributeValue> blank(String tenant) {
        return Map.of(
                "pk", AttributeValue.fromS("TENANT#" + tenant),
                "tenant", AttributeValue.fromS(tenant),
                "byCodePk", AttributeValue.fromS(tenant + "#c"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static final String EVERYTHING =
            """
            { order(id: "o") { ...o follows { ...o } } orders(ids: ["o", "x"]) { ...o }
              orderByCode(code: "c") { ...o }
              desk { edges { node { ... on Order { ...o } ... on Note { text } } } } }
            fragment o on Order { tenant text notes { edges { node { tenant text } } } }
            """;

    @Test
    void each_caller_reads_its_own_tenant_on_every_path() {
        for (var tenant : List.of("red", "blue", "red")) {
            var answer = api.ask(tenant.equals("red") ? RED : BLUE, EVERYTHING);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data().findValuesAsText("tenant"))
                    .hasSize(10)
                    .allMatch(tenant::equals);
            assertThat(answer.data().findValuesAsText("text"))
                    .hasSize(11)
                    .allMatch(text -> text.endsWith("-" + tenant));
        }
    }

    @Test
    void without_the_claim_there_is_nothing_and_no_request() {
        for (var caller : WITHOUT) {
            var answer = api.ask(caller, EVERYTHING);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data().toString())
                    .isEqualTo(
                            "{\"order\":null,\"orders\":[null,null],\"orderByCode\":null,\"desk\":{\"edges\":[]}}");
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    @Test
    void an_index_that_leads_to_another_tenant_shows_nothing() {
        api.withRaw(
                "Order",
                Map.of("tenant", "green", "id", "astray", "code", "astray", "text", "green"),
                Map.of("byCodePk", AttributeValue.fromS("red#astray")));

        var answer = api.ask(RED, "{ orderByCode(code: \"astray\") { text } }");

        assertThat(answer.data("/orderByCode").isNull()).isTrue();
        assertThat(answer.errors()).isEmpty();
    }

    @Test
    void a_record_of_a_rule_is_one_of_the_same_tenant() {
        var query = "{ staff(id: \"ann\") { name } }";

        assertThat(api.ask(RED, query).data("/staff/name").asText()).isEqualTo("Ann");
        assertThat(api.ask(BLUE, query).errors()).containsExactly("/staff FORBIDDEN");
        assertThat(api.ask(Who.user("ann"), query).errors()).containsExactly("/staff FORBIDDEN");
    }
}
