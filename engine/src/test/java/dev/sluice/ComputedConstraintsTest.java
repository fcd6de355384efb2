// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Together;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A value that DynamoDB computes meets its field's constraint, or is not written.
class ComputedConstraintsTest {
    private static final String SCHEMA =
            """
            type Thing @table(name: "Things", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              n: Int @constraint(min: -2, max: 10)
              m: Int
              d: Decimal @constraint(min: 0.5)
              list: [String!]! @constraint(minItems: 1, maxItems: 3, maxLength: 2, lowercase: true)
              free: [String!] @constraint(minItems: 1, maxItems: 3)
              short: [String!] @constraint(minItems: 1, maxItems: 2, maxLength: 2, lowercase: true)
              tags: [String!] @attribute(as: SS) @constraint(minItems: 1, maxItems: 3, lowercase: true)
              box: Box!
            }
            type Box { n: Int @constraint(max: 10) }
            type Query {
              thing(id: ID!): Thing @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              add(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "ADD n $v") @auth(rules: [{public: true}])
              take(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "ADD n -$v") @auth(rules: [{public: true}])
              sum(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = if_not_exists(n, 0) + $v") @auth(rules: [{public: true}])
              flipped(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = $v + if_not_exists(n, 0)") @auth(rules: [{public: true}])
              less(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = if_not_exists(n, 0) - $v") @auth(rules: [{public: true}])
              from(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = $v - if_not_exists(n, 0)") @auth(rules: [{public: true}])
              ofOther(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = if_not_exists(m, if_not_exists(n, 3)) + $v") @auth(rules: [{public: true}])
              known(id: ID!, v: Int!, w: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET n = $v - $w") @auth(rules: [{public: true}])
              code(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "ADD n $v", condition: "m = 1", onFail: "FULL") @auth(rules: [{public: true}])
              exact(id: ID!, v: Decimal!): Thing @write(update: "Thing", key: "id = $id", expression: "ADD d $v") @auth(rules: [{public: true}])
              inner(id: ID!, v: Int!): Thing @write(update: "Thing", key: "id = $id", expression: "SET box.n = if_not_exists(box.n, 0) + $v") @auth(rules: [{public: true}])
              create(id: ID!, v: Int!, b: BoxIn!, l: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "ADD n $v SET box = $b, list = $l", upsert: true) @auth(rules: [{public: true}])
              append(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "SET list = list_append(list, $v)") @auth(rules: [{public: true}])
              prepend(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "SET list = list_append($v, list)") @auth(rules: [{public: true}])
              copy(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "SET list = if_not_exists(short, $v)") @auth(rules: [{public: true}])
              both(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "SET free = list_append(if_not_exists(free, []), $v)") @auth(rules: [{public: true}])
              tag(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "ADD tags $v") @auth(rules: [{public: true}])
              untag(id: ID!, v: [String!]! @constraint(maxItems: 3)): Thing @write(update: "Thing", key: "id = $id", expression: "DELETE tags $v") @auth(rules: [{public: true}])
              tagBoth(id: ID!, other: ID!, v: [String!]! @constraint(maxItems: 3)): Thing
                @write(update: "Thing", key: "id = $id", expression: "ADD tags $v")
                @write(update: "Thing", key: "id = $other", expression: "ADD tags $v") @auth(rules: [{public: true}])
            }
            input BoxIn { n: Int }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String thing(Map<String, ?> fields) {
        var id = UUID.randomUUID().toString();
        var item = new HashMap<String, Object>(fields);
        item.put("id", id);
        item.putIfAbsent("box", new HashMap<>());
        item.putIfAbsent("list", List.of("a"));
        api.with("Thing", item);
        return id;
    }

    private static Answer ask(String field, String id, String arguments) {
        return api.ask(
                Who.NOBODY,
                "mutation { %s(id: \"%s\", %s) { id } }".formatted(field, id, arguments));
    }

    private static String stored(String id, String field) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ thing(id: \"%s\") { n m d list tags box { n } } }".formatted(id));
        assertThat(answer.errors()).isEmpty();
        var value = answer.data("/thing/" + field);
        return value.isArray() ? value.toString() : value.asText();
    }

    @ParameterizedTest
    @CsvSource({
        "add, 4, 6, 10",
        "add, 4, 7,",
        "add, 4, -6, -2",
        "add, 4, -7,",
        "add,, 10, 10",
        "add,, 11,",
        "take, 4, 6, -2",
        "take, 4, 7,",
        "take,, 2, -2",
        "take,, 3,",
        "sum, 4, 6, 10",
        "sum, 4, 7,",
        "sum,, 10, 10",
        "sum,, 11,",
        "flipped, 4, 6, 10",
        "flipped, 4, 7,",
        "less, 4, 6, -2",
        "less, 4, 7,",
        "less,, 2, -2",
        "less,, 3,",
        "from, 4, 14, 10",
        "from, 4, 15,",
        "from, 4, 2, -2",
        "from, 4, 1,",
        "ofOther, 4, 6, 10",
        "ofOther, 4, 7,",
        "ofOther,, 7, 10",
        "ofOther,, 8,"
    })
    void a_result_that_leaves_the_range_is_not_written(
            String field, Integer before, int value, String after) {
        var id = thing(before == null ? Map.of() : Map.of("n", before));
        var answer = ask(field, id, "v: " + value);
        if (after == null) {
            assertThat(answer.errors()).containsExactly("/" + field + " CONDITION_FAILED");
            assertThat(stored(id, "n")).isEqualTo(before == null ? "null" : before.toString());
        } else {
            assertThat(answer.errors()).as(answer.text()).isEmpty();
            assertThat(stored(id, "n")).isEqualTo(after);
        }
    }

    @Test
    void a_result_of_known_values_is_refused_before_any_request() {
        var id = thing(Map.of());
        assertThat(ask("known", id, "v: 13, w: 2").codes()).containsExactly("BAD_USER_INPUT");
        assertThat(api.wire().operations()).isEmpty();
        assertThat(ask("known", id, "v: 12, w: 2").errors()).isEmpty();
    }

    @Test
    void a_write_with_a_code_of_its_own_is_refused_with_it() {
        var id = thing(Map.of("n", 9, "m", 1));
        assertThat(ask("code", id, "v: 2").errors()).containsExactly("/code FULL");
        assertThat(ask("code", id, "v: 1").errors()).isEmpty();
    }

    @Test
    void a_decimal_and_a_field_of_an_object_are_held_as_well() {
        var id = thing(Map.of("d", 1, "box", Map.of("n", 9)));
        assertThat(ask("exact", id, "v: \"-0.51\"").codes()).containsExactly("CONDITION_FAILED");
        assertThat(ask("exact", id, "v: \"-0.5\"").errors()).isEmpty();
        assertThat(ask("inner", id, "v: 2").codes()).containsExactly("CONDITION_FAILED");
        assertThat(ask("inner", id, "v: 1").errors()).isEmpty();
    }

    @Test
    void an_upsert_creates_no_item_out_of_range() {
        var id = UUID.randomUUID().toString();
        assertThat(ask("create", id, "v: 11, b: {}, l: [\"a\"]").errors()).isNotEmpty();
        assertThat(ask("create", id, "v: 10, b: {}, l: [\"a\"]").errors()).isEmpty();
        assertThat(stored(id, "n")).isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "append, 2, 1, true",
        "append, 2, 2, false",
        "append, 3, 0, true",
        "prepend, 2, 1, true",
        "prepend, 2, 2, false",
        "copy, 1, 3, true",
        "both, 0, 1, true",
        "both, 0, 2, true",
        "both, 0, 0, false",
        "both, 2, 1, true",
        "both, 2, 2, false"
    })
    void a_list_that_would_be_too_long_or_too_short_is_not_written(
            String field, int before, int given, boolean fits) {
        var elements = List.of("a", "b", "c");
        var there = elements.subList(0, before);
        var id =
                thing(
                        field.equals("both")
                                ? before == 0 ? Map.of() : Map.of("free", there)
                                : Map.of("list", there));
        var answer =
                ask(
                        field,
                        id,
                        "v: "
                                + elements.subList(0, given).stream()
                                        .map(e -> "\"" + e + "\"")
                                        .toList());
        assertThat(answer.errors().isEmpty()).as(answer.text()).isEqualTo(fits);
        assertThat(stored(id, "list")).isNotNull();
    }

    @Test
    void what_is_appended_or_added_meets_the_constraint_of_elements() {
        var id = thing(Map.of("list", List.of("a"), "tags", List.of("a")));
        assertThat(ask("append", id, "v: [\"abc\"]").codes()).containsExactly("BAD_USER_INPUT");
        assertThat(ask("append", id, "v: [\"B\"]").errors()).isEmpty();
        assertThat(stored(id, "list")).isEqualTo("[\"a\",\"b\"]");
        assertThat(ask("tag", id, "v: [\"B\"]").errors()).isEmpty();
        assertThat(stored(id, "tags")).isEqualTo("[\"a\",\"b\"]");
        assertThat(ask("untag", id, "v: [\"B\"]").errors()).isEmpty();
        assertThat(stored(id, "tags")).isEqualTo("[\"a\"]");
    }

    @Test
    void appends_at_the_same_time_leave_a_list_that_can_be_read() throws InterruptedException {
        var id = thing(Map.of("list", List.of("a", "b")));
        var query = "mutation { append(id: \"%s\", v: [\"c\"]) { id } }".formatted(id);
        var answers = Together.run(6, _ -> api.send(Who.NOBODY, Map.of("query", query)));
        assertThat(answers.stream().filter(each -> each.errors().isEmpty())).hasSize(1);
        assertThat(stored(id, "list")).isEqualTo("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void additions_at_the_same_time_leave_a_set_that_can_be_read() throws InterruptedException {
        var id = thing(Map.of("tags", List.of("a", "b")));
        var answers =
                Together.run(
                        6,
                        i ->
                                api.send(
                                        Who.NOBODY,
                                        Map.of(
                                                "query",
                                                "mutation { tag(id: \"%s\", v: [\"a\", \"x%d\"]) { id } }"
                                                        .formatted(id, i))));
        assertThat(answers.stream().filter(each -> each.errors().isEmpty())).hasSize(1);
        assertThat(stored(id, "tags")).startsWith("[\"a\",\"b\",\"x");
    }

    @Test
    void elements_that_are_there_already_need_no_room() {
        var id = thing(Map.of("tags", List.of("a", "b", "c")));
        assertThat(ask("tag", id, "v: [\"a\", \"C\"]").errors()).isEmpty();
        assertThat(api.wire().operations()).containsExactly("UpdateItem", "UpdateItem");
        assertThat(ask("tag", id, "v: [\"a\", \"d\"]").codes()).containsExactly("CONDITION_FAILED");
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        assertThat(stored(id, "tags")).isEqualTo("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void a_set_keeps_its_fewest_elements() {
        var id = thing(Map.of("tags", List.of("a", "b")));
        assertThat(ask("untag", id, "v: [\"a\", \"b\"]").codes())
                .containsExactly("CONDITION_FAILED");
        assertThat(ask("untag", id, "v: [\"a\", \"x\"]").errors()).isEmpty();
        assertThat(stored(id, "tags")).isEqualTo("[\"b\"]");
    }

    @Test
    void sets_of_one_transaction_are_held_together() {
        var one = thing(Map.of("tags", List.of("a", "b", "c")));
        var other = thing(Map.of("tags", List.of("a")));
        assertThat(ask("tagBoth", one, "other: \"%s\", v: [\"a\"]".formatted(other)).errors())
                .isEmpty();
        assertThat(api.wire().operations()).filteredOn("TransactWriteItems"::equals).hasSize(2);
        assertThat(ask("tagBoth", one, "other: \"%s\", v: [\"d\"]".formatted(other)).codes())
                .containsExactly("CONDITION_FAILED");
        assertThat(stored(other, "tags")).isEqualTo("[\"a\"]");
    }

    @Test
    void the_second_request_is_in_the_bound() {
        var answer = api.validate(Who.NOBODY, "mutation { tag(id: \"x\", v: [\"a\"]) { id } }");
        assertThat(answer.body().at("/extensions/cost/bound/requests").asInt(-1))
                .as(answer.text())
                .isEqualTo(2);
    }
}
