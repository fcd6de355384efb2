// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.AuditNotes;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// `@audit(values:)` notes the values of the named fields before and after each change.
class AuditedValuesTest {
    private static final int MUTATIONS = Thoroughness.cases(120, 1_000);
    private static final Who ANN = Who.user("ann");
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 200, writeUnits: 200) {
              query: Query
              mutation: Mutation
            }
            type Account @table(name: "Accounts", partitionKey: "{id}", version: "version")
              @audit(trail: "Change", values: ["balance", "visits", "tags", "seenAt", "pin"])
              @auth(rules: [{signedIn: true}]) {
              id: ID!
              name: String
              pin: String @attribute(hidden: true)
              balance: Decimal
              visits: Int
              tags: [String!] @attribute(as: SS)
              seenAt: DateTime
              version: Int!
              lines(first: Int! = 5, after: String): LineConnection! @query(keyCondition: "account = $parent.id", maxItems: 5)
            }
            type Line @table(name: "Lines", partitionKey: "{account}", sortKey: "{id}", itemSize: 1)
              @audit(trail: "Change", values: ["text"]) @auth(rules: [{signedIn: true}]) {
              account: ID!
              id: ID!
              text: String
            }
            type Profile @table(name: "Profiles", partitionKey: "{id}") @audit(trail: "Change", values: ["city"])
              @auth(rules: [{signedIn: true}]) {
              id: ID!
              name: String
              city: String
            }
            type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until", itemSize: 1)
              @auth(rules: [{group: "auditor"}]) {
              item: ID!
              id: ID!
              changed: [String!]
              oldValues: JSON
              newValues: JSON
              until: DateTime @attribute(hidden: true)
            }
            type Query {
              account(id: ID!): Account @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
              auditOf(key: ID!, first: Int! = 50, after: String): ChangeConnection!
                @query(keyCondition: "item = $key") @auth(rules: [{group: "auditor"}])
            }
            input Patch { name: String, pin: String, tags: [String!] @constraint(maxItems: 4) }
            type Mutation {
              open(id: ID!, name: String, pin: String, balance: Decimal): Account @auth(rules: [{signedIn: true}])
                @write(put: "Account", item: "id = $id, name = $name, pin = $pin, balance = $balance")
              change(id: ID!, patch: Patch!, version: Int!): Account @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(update: "Account", key: "id = $id", expression: "SET ...$patch")
              move(id: ID!, by: Decimal!, tags: [String!]! @constraint(maxItems: 2), version: Int!): Account @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(update: "Account", key: "id = $id",
                  expression: "SET balance = if_not_exists(balance, 0) + $by, seenAt = $now ADD visits 1, tags $tags")
              untag(id: ID!, tags: [String!]! @constraint(maxItems: 2), version: Int!): Account @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(update: "Account", key: "id = $id", expression: "REMOVE seenAt DELETE tags $tags")
              rename(id: ID!, name: String!, version: Int!): Account @auth(rules: [{signedIn: true}])
                @write(update: "Account", key: "id = $id", expression: "SET name = $name")
              close(id: ID!, version: Int!): Account @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(delete: "Account", key: "id = $id")
              settle(id: ID!, city: String!): Profile @auth(rules: [{signedIn: true}])
                @write(put: "Profile", item: "id = $id, city = $city")
              travel(id: ID!, city: String!): Profile @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Profile", key: "id = $id", consistent: true)
                @write(update: "Profile", key: "id = $id", expression: "SET city = $city")
              addLine(account: ID!, id: ID!, text: String!): Line @auth(rules: [{signedIn: true}])
                @write(put: "Line", item: "account = $account, id = $id, text = $text")
              clear(id: ID!): Boolean @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(update: "Line", each: "$old.lines", key: "account = $id AND id = $each.id", expression: "SET text = 'none'")
              leave(id: ID!, version: Int!): Boolean @auth(rules: [{signedIn: true}])
                @audit(trail: "Change", values: ["city", "visits"])
                @getItem(as: "old", type: "Account", key: "id = $id", consistent: true)
                @write(delete: "Account", key: "id = $id")
                @write(put: "Profile", item: "id = $id, city = 'gone'")
              quietly(id: ID!, city: String!): Profile @auth(rules: [{signedIn: true}]) @audit(trail: "Change")
                @write(put: "Profile", item: "id = $id, city = $city", upsert: true)
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);

    private Answer send(String mutation) {
        return api.ask(ANN, "mutation { %s { id } }".formatted(mutation));
    }

    @Test
    void a_note_has_the_values_before_and_after_the_change() {
        var mutations =
                List.of(
                        "open(id: \"a\", name: \"x\", pin: \"1234\", balance: \"12.50\")",
                        "move(id: \"a\", by: \"-0.5\", tags: [\"new\"], version: 1)",
                        "rename(id: \"a\", name: \"y\", version: 2)",
                        "change(id: \"a\", patch: {pin: null}, version: 3)",
                        "close(id: \"a\", version: 4)");
        for (int i = 0; i < mutations.size(); i++) {
            api.at(Api.NOW.plusSeconds(i));
            assertThat(send(mutations.get(i)).codes()).isEmpty();
        }

        var moved = "2026-11-20T12:00:01.000Z";
        assertThat(notes("Account/a"))
                .containsExactly(
                        "null {balance=12.5, pin=1234}",
                        "{balance=12.5, seenAt=null, tags=null, visits=null} {balance=12, seenAt=%s, tags=[new], visits=1}"
                                .formatted(moved),
                        "null null",
                        "{pin=1234} {pin=null}",
                        "{balance=12, pin=null, seenAt=%s, tags=[new], visits=1} null"
                                .formatted(moved));
    }

    @Test
    void a_change_of_a_value_after_the_read_is_refused_also_without_a_version() {
        send("settle(id: \"p\", city: \"Rome\")");
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        api.wire().reset();
                        api.dynamoDb()
                                .updateItem(update ->
                                        update.tableName(api.physicalName("Profiles"))
                                                .key(Map.of("id", s("p")))
                                                .updateExpression("SET city = :c")
                                                .expressionAttributeValues(
                                                        Map.of(":c", s("Oslo"))));
                    }
                    return next.forward(request.body());
                });
        var travel = "mutation { travel(id: \"p\", city: \"Bern\") { id } }";
        assertThat(api.send(ANN, Map.of("query", travel)).codes()).containsExactly("CONFLICT");
        api.at(Api.NOW.plusSeconds(1));
        send("travel(id: \"p\", city: \"Bern\")");
        api.at(Api.NOW.plusSeconds(2));
        send("quietly(id: \"p\", city: \"Kyiv\")");

        assertThat(notes("Profile/p"))
                .containsExactly("null {city=Rome}", "{city=Oslo} {city=Bern}", "null null");
    }

    @Test
    void a_mutation_notes_of_each_type_the_fields_that_it_has() {
        send("open(id: \"a\", pin: \"1\")");
        assertThat(api.ask(ANN, "mutation { leave(id: \"a\", version: 1) }").codes()).isEmpty();

        assertThat(notes("Account/a"))
                .containsExactlyInAnyOrder("null {pin=1}", "{visits=null} null");
        assertThat(notes("Profile/a")).containsExactly("null {city=gone}");
    }

    @Test
    void a_write_for_each_item_of_a_list_that_was_read_notes_the_values_of_each() {
        send("open(id: \"a\")");
        send("addLine(account: \"a\", id: \"1\", text: \"one\")");
        send("addLine(account: \"a\", id: \"2\", text: \"two\")");
        api.at(Api.NOW.plusSeconds(1));
        assertThat(api.ask(ANN, "mutation { clear(id: \"a\") }").codes()).isEmpty();

        assertThat(notes("Line/a/1")).containsExactly("null {text=one}", "{text=one} {text=none}");
        assertThat(notes("Line/a/2")).containsExactly("null {text=two}", "{text=two} {text=none}");
    }

    @Test
    void values_that_do_not_fit_the_size_of_a_note_are_refused_before_the_write() {
        var answer = send("open(id: \"a\", pin: \"%s\")".formatted("x".repeat(1_000)));

        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(api.ask(ANN, "{ account(id: \"a\") { id } }").data("/account").isNull())
                .isTrue();
        assertThat(notes("Account/a")).isEmpty();
    }

    @Test
    void the_values_of_random_mutations_are_those_of_a_model() {
        var random = new Random(Thoroughness.seed(9));
        var accounts = new TreeMap<String, Account>();
        var model = new TreeMap<String, List<String>>();
        for (int i = 0; i < MUTATIONS; i++) {
            var id = "a" + random.nextInt(8);
            var notes = model.computeIfAbsent("Account/" + id, _ -> new ArrayList<>());
            var old = accounts.get(id);
            var tag = "t" + random.nextInt(4);
            if (old == null) {
                send("open(id: \"%s\", balance: \"%d\")".formatted(id, i));
                accounts.put(id, new Account(BigDecimal.valueOf(i)));
                notes.add("null {balance=%d}".formatted(i));
                continue;
            }
            var version = old.version;
            switch (1 + random.nextInt(9)) {
                case 1 -> {
                    send("close(id: \"%s\", version: %d)".formatted(id, version));
                    accounts.remove(id);
                    notes.add(old + " null");
                }
                case 2, 3 -> {
                    send(
                            "untag(id: \"%s\", tags: [\"%s\"], version: %d)"
                                    .formatted(id, tag, version));
                    var before = old.tags();
                    old.tags.remove(tag);
                    notes.add(
                            "{seenAt=*, tags=%s} {seenAt=*, tags=%s}"
                                    .formatted(before, old.tags()));
                    old.version++;
                }
                case 4, 5 -> {
                    send(
                            "change(id: \"%s\", patch: {pin: \"%d\"}, version: %d)"
                                    .formatted(id, i, version));
                    notes.add("{pin=%s} {pin=%d}".formatted(old.pin, i));
                    old.pin = "" + i;
                    old.version++;
                }
                case 6 -> {
                    var answer =
                            send(
                                    "move(id: \"%s\", by: \"1\", tags: [\"x\"], version: %d)"
                                            .formatted(id, version + 1));
                    assertThat(answer.codes()).containsExactly("CONFLICT");
                }
                default -> {
                    var by = new BigDecimal(random.nextInt(2_000) - 1_000).movePointLeft(2);
                    send(
                            "move(id: \"%s\", by: \"%s\", tags: [\"%s\"], version: %d)"
                                    .formatted(id, by.toPlainString(), tag, version));
                    var before = old.moved();
                    old.balance = old.balance.add(by);
                    old.visits = (old.visits == null ? 0 : old.visits) + 1;
                    old.tags.add(tag);
                    old.version++;
                    notes.add(before + " " + old.moved());
                }
            }
        }
        model.forEach((item, notes) ->
                assertThat(
                                notes(item).stream()
                                        .map(note -> note.replaceAll("seenAt=[^,}]*", "seenAt=*"))
                                        .toList())
                        .as(item)
                        .containsExactlyInAnyOrderElementsOf(notes));
        assertThat(model.values().stream().mapToInt(List::size).sum()).isGreaterThan(MUTATIONS / 2);
    }

    /// What the model knows of an account.
    private static final class Account {
        private BigDecimal balance;
        private @Nullable Integer visits;
        private @Nullable String pin;
        private final TreeSet<String> tags = new TreeSet<>();
        private int version = 1;

        Account(BigDecimal balance) {
            this.balance = balance;
        }

        @Nullable Set<String> tags() {
            return tags.isEmpty() ? null : new TreeSet<>(tags);
        }

        private String money() {
            return balance.signum() == 0 ? "0" : balance.stripTrailingZeros().toPlainString();
        }

        String moved() {
            return "{balance=%s, seenAt=*, tags=%s, visits=%s}".formatted(money(), tags(), visits);
        }

        @Override
        public String toString() {
            return "{balance=%s, pin=%s, seenAt=*, tags=%s, visits=%s}"
                    .formatted(money(), pin, tags(), visits);
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    /// Returns the old and the new values of all notes of an item.
    private List<String> notes(String item) {
        return AuditNotes.of(api, item, "oldValues newValues").stream()
                .map(note -> values(note.at("/oldValues")) + " " + values(note.at("/newValues")))
                .toList();
    }

    private static String values(JsonNode values) {
        if (values.isNull()) {
            return "null";
        }
        var sorted = new TreeMap<String, String>();
        values.properties()
                .forEach(each ->
                        sorted.put(
                                each.getKey(),
                                each.getValue().isArray()
                                        ? each.getValue()
                                                .valueStream()
                                                .map(JsonNode::asText)
                                                .sorted()
                                                .toList()
                                                .toString()
                                        : each.getValue().asText()));
        return sorted.toString();
    }
}
