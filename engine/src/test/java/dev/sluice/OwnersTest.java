// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Items that name their owners by other claims than `sub`, by lists of claims, or in lists.
class OwnersTest {
    private static final String SCHEMA =
            """
            type Todo @table(name: "Todos", partitionKey: "{id}", itemSize: 1)
              @index(name: "byOwner", partitionKey: "{owner}#{nick}", sortKey: "{id}")
              @auth(rules: [{owner: "owner", claim: "{sub}::{username}"}, {owner: "nick", claim: "username"}]) {
              id: ID!
              owner: ID!
              nick: ID
              text: String
            }
            type Note @table(name: "Notes", partitionKey: "{tenant}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{member: "$claims.tenants", of: "tenant"}]) {
              tenant: ID!
              id: ID!
              text: String
            }
            type Sheet @table(name: "Sheets", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{member: "$claims.tenants", of: "tenant"}]) {
              id: ID!
              tenant: ID
              text: String
            }
            type Plan @table(name: "Plans", partitionKey: "{id}", itemSize: 1) @auth(rules: [{owner: "owners"}]) {
              id: ID!
              owners: [ID!] @constraint(maxItems: 5)
              text: String
            }
            type Crew @table(name: "Crews", partitionKey: "{id}", itemSize: 1) @auth(rules: [{owner: "owners"}]) {
              id: ID!
              owners: [ID!] @attribute(as: SS) @constraint(maxItems: 5)
              text: String
            }
            type Query {
              todo(id: ID!): Todo @getItem(key: "id = $id") @auth(rules: [{public: true}])
              todos(owner: ID!, nick: ID!, first: Int! = 9, after: String): TodoConnection!
                @query(index: "byOwner", keyCondition: "owner = $owner AND nick = $nick") @auth(rules: [{public: true}])
              notes(tenant: ID!, first: Int! = 9, after: String): NoteConnection!
                @query(keyCondition: "tenant = $tenant") @auth(rules: [{public: true}])
              note(tenant: ID!, id: ID!): Note @getItem(key: "tenant = $tenant AND id = $id") @auth(rules: [{public: true}])
              sheet(id: ID!): Sheet @getItem(key: "id = $id") @auth(rules: [{public: true}])
              plan(id: ID!): Plan @getItem(key: "id = $id") @auth(rules: [{public: true}])
              crew(id: ID!): Crew @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              write(id: ID!, text: String! @constraint(maxLength: 9)): Todo @auth(rules: [{signedIn: true}])
                @write(update: "Todo", key: "id = $id", expression: "SET text = $text")
              fill(id: ID!, text: String! @constraint(maxLength: 9)): Sheet @auth(rules: [{signedIn: true}])
                @write(update: "Sheet", key: "id = $id", expression: "SET text = $text")
              plot(id: ID!, text: String! @constraint(maxLength: 9)): Plan @auth(rules: [{signedIn: true}])
                @write(update: "Plan", key: "id = $id", expression: "SET text = $text")
              man(id: ID!, text: String! @constraint(maxLength: 9)): Crew @auth(rules: [{signedIn: true}])
                @write(update: "Crew", key: "id = $id", expression: "SET text = $text")
              add(tenant: ID! @constraint(maxLength: 9), id: ID! @constraint(maxLength: 9)): Note @auth(rules: [{signedIn: true}])
                @write(put: "Note", item: "tenant = $tenant, id = $id", upsert: true)
            }
            """;

    private static final List<String> NAMES = List.of("ann", "bob", "an", "n", "acme", "best");
    private static final List<String> CLAIMS = List.of("ann", "n", ":n", "ann:", "a::n", "", " ");
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void an_owner_is_a_text_of_several_claims_that_only_one_caller_has() {
        var stored = List.of("ann::n", "ann:::n", "a::n::n", "::n", "ann::", "ann");
        for (var owner : stored) {
            api.with("Todo", Map.of("id", owner, "owner", owner, "nick", "nobody"));
        }
        for (var sub : CLAIMS.subList(0, 5)) {
            for (var username : CLAIMS) {
                var isClear =
                        !username.isBlank()
                                && !Set.of("ann:", "a::n").contains(sub)
                                && !Set.of(":n", "a::n").contains(username);
                for (var owner : stored) {
                    var mine = isClear && owner.equals(sub + "::" + username);
                    var caller = Who.user(sub).withClaim("username", username);
                    var read =
                            api.ask(
                                    caller,
                                    "query($id: ID!) { todo(id: $id) { text } }",
                                    Map.of("id", owner));
                    assertThat(read.data("/todo").isNull())
                            .as("%s %s %s", sub, username, owner)
                            .isEqualTo(!mine);
                    var change =
                            api.ask(
                                    caller,
                                    "mutation($id: ID!) { write(id: $id, text: \"t\") { id } }",
                                    Map.of("id", owner));
                    assertThat(change.errors())
                            .isEqualTo(mine ? List.of() : List.of("/write NOT_FOUND"));
                    var list =
                            api.ask(
                                    caller,
                                    "query($id: ID!) { todos(owner: $id, nick: \"nobody\") { edges { node { id } } } }",
                                    Map.of("id", owner));
                    assertThat(list.data("/todos/edges")).hasSize(mine ? 1 : 0);
                    assertThat(api.wire().calls()).hasSize(mine ? 1 : 0);
                }
            }
        }
    }

    @Test
    void a_member_of_a_tenant_sees_and_changes_its_items_and_no_others() {
        var random = new Random(1);
        for (var tenant : NAMES) {
            api.with("Note", Map.of("tenant", tenant, "id", "1"));
            api.with("Sheet", Map.of("id", tenant, "tenant", tenant));
        }
        api.with("Sheet", Map.of("id", "none"));
        for (int i = 0; i < 30; i++) {
            var mine = new ArrayList<String>();
            NAMES.stream().filter(_ -> random.nextInt(3) == 0).forEach(mine::add);
            var caller = Who.user("x").withClaim("tenants", "[" + String.join(" ", mine) + "]");
            for (var tenant : NAMES) {
                var isMine = mine.contains(tenant);
                var read =
                        api.ask(
                                caller,
                                "query($t: ID!) { notes(tenant: $t) { edges { node { id } } } note(tenant: $t, id: \"1\") { id } sheet(id: $t) { id } none: sheet(id: \"none\") { id } }",
                                Map.of("t", tenant));
                assertThat(read.errors()).isEmpty();
                assertThat(read.data("/notes/edges")).hasSize(isMine ? 1 : 0);
                assertThat(read.data("/note").isNull()).isEqualTo(!isMine);
                assertThat(read.data("/sheet").isNull()).isEqualTo(!isMine);
                assertThat(read.data("/none").isNull()).isTrue();
                var written =
                        api.ask(
                                caller,
                                "mutation($t: ID!) { fill(id: $t, text: \"t\") { id } add(tenant: $t, id: \"1\") { id } }",
                                Map.of("t", tenant));
                assertThat(written.errors())
                        .isEqualTo(
                                isMine ? List.of() : List.of("/fill NOT_FOUND", "/add FORBIDDEN"));
            }
        }
    }

    @Test
    void each_of_the_owners_of_an_item_sees_and_changes_it() {
        var lists =
                List.of(List.of("ann"), List.of("bob", "ann"), List.of("bob"), List.<String>of());
        for (int i = 0; i < lists.size(); i++) {
            api.with("Plan", Map.of("id", "" + i, "owners", lists.get(i)));
            api.with("Crew", Map.of("id", "" + i, "owners", lists.get(i)));
        }
        for (var name : NAMES) {
            for (int i = 0; i < lists.size(); i++) {
                check(name, "" + i, lists.get(i).contains(name));
            }
        }
    }

    @Test
    void a_text_that_contains_a_name_is_no_list_of_owners() {
        for (var type : List.of("Plan", "Crew")) {
            for (var stored :
                    List.of(
                            AttributeValue.fromS("annabel ann"),
                            AttributeValue.fromS("ann"),
                            AttributeValue.fromB(SdkBytes.fromUtf8String("ann")),
                            AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("ann"))),
                            AttributeValue.fromNul(true),
                            AttributeValue.fromL(List.of()),
                            AttributeValue.fromL(
                                    Collections.nCopies(6, AttributeValue.fromS("ann"))),
                            AttributeValue.fromL(
                                    List.of(
                                            AttributeValue.fromL(
                                                    List.of(AttributeValue.fromS("ann"))))),
                            AttributeValue.fromSs(List.of("ann", "b", "c", "d", "e", "f")),
                            AttributeValue.fromM(Map.of("ann", AttributeValue.fromS("ann"))))) {
                api.withRaw(type, Map.of("id", "raw"), Map.of("owners", stored));
                check("ann", "raw", false);
            }
            api.withRaw(
                    type,
                    Map.of("id", "raw"),
                    Map.of("owners", AttributeValue.fromSs(List.of("bob"))));
            check("ann", "raw", false);
        }
    }

    private static void check(String name, String id, boolean isMine) {
        var caller = Who.user(name);
        var read =
                api.ask(
                        caller,
                        "query($id: ID!) { plan(id: $id) { id } crew(id: $id) { id } }",
                        Map.of("id", id));
        assertThat(read.errors()).isEmpty();
        assertThat(read.data("/plan").isNull()).isEqualTo(!isMine);
        assertThat(read.data("/crew").isNull()).isEqualTo(!isMine);
        var written =
                api.ask(
                        caller,
                        "mutation($id: ID!) { plot(id: $id, text: \"t\") { id } man(id: $id, text: \"t\") { id } }",
                        Map.of("id", id));
        assertThat(written.errors())
                .isEqualTo(isMine ? List.of() : List.of("/plot NOT_FOUND", "/man NOT_FOUND"));
    }
}
