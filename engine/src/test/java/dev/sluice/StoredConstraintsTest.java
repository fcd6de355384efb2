// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Covers every way to write a stored field, and every constraint. A valid value is stored as the
/// field normalizes it. An invalid value is refused before any write is sent.
class StoredConstraintsTest {

    /// @param type of the stored field, with its directives except the constraint
    /// @param constraint of the stored field
    /// @param argument the type of an argument, without the field's constraint
    /// @param bound directives of the argument, because a list needs a length
    /// @param broken the constraint that `bad` does not meet
    /// @param suffix the place within `bad`
    record Case(
            String type,
            String constraint,
            String argument,
            String bound,
            Object good,
            String stored,
            Object bad,
            String broken,
            String suffix) {

        String schema() {
            var attribute = type.contains(" ") ? type.substring(type.indexOf(' ')) : "";
            return SCHEMA.replace("FREE", argument + attribute + " " + bound)
                    .replace("FIELD", type + " " + constraint)
                    .replace("ARGUMENT", argument)
                    .replace("BOUND", bound);
        }

        @Override
        public String toString() {
            return type + " " + constraint + " " + broken;
        }
    }

    private static final String SCHEMA =
            """
            scalar Email @constraint(pattern: "[^@ ]+@[^@ ]+", maxLength: 30, lowercase: true)
            type Thing @table(name: "Things", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              f: FIELD
              box: Box!
              boxes: [Box!] @constraint(maxItems: 2)
            }
            type Box { f: FIELD }
            type Other @table(name: "Others", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! f: FIELD }
            type Free @table(name: "Free", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! f: FREE }
            input BoxIn { f: ARGUMENT BOUND }
            input PutIn { f: ARGUMENT BOUND box: BoxIn! }
            input SetIn { f: ARGUMENT BOUND }
            input EachIn { id: ID! f: ARGUMENT BOUND }
            type Query {
              thing(id: ID!): Thing @getItem(key: "id = $id") @auth(rules: [{public: true}])
              other(id: ID!): Other @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              put(id: ID!, v: ARGUMENT BOUND, b: BoxIn!): Thing @write(put: "Thing", item: "id = $id, f = $v, box = $b") @auth(rules: [{public: true}])
              replace(id: ID!, v: ARGUMENT BOUND, b: BoxIn!): Thing @write(put: "Thing", item: "id = $id, f = $v, box = $b", upsert: true) @auth(rules: [{public: true}])
              spread(id: ID!, input: PutIn!): Thing @write(put: "Thing", item: "id = $id, ...$input") @auth(rules: [{public: true}])
              putBox(id: ID!, input: PutIn!): Thing @write(put: "Thing", item: "id = $id, ...$input") @auth(rules: [{public: true}])
              each(id: ID!, b: BoxIn!, list: [EachIn!]! @constraint(maxItems: 3, unique: "id")): Thing
                @write(put: "Thing", item: "id = $id, box = $b", upsert: true)
                @write(put: "Other", each: "$list", item: "...$each", upsert: true) @auth(rules: [{public: true}])
              set(id: ID!, v: ARGUMENT BOUND): Thing @write(update: "Thing", key: "id = $id", expression: "SET f = $v") @auth(rules: [{public: true}])
              member(id: ID!, input: SetIn!): Thing @write(update: "Thing", key: "id = $id", expression: "SET f = $input.f") @auth(rules: [{public: true}])
              setAll(id: ID!, input: SetIn!): Thing @write(update: "Thing", key: "id = $id", expression: "SET ...$input") @auth(rules: [{public: true}])
              inner(id: ID!, v: ARGUMENT BOUND): Thing @write(update: "Thing", key: "id = $id", expression: "SET box.f = $v") @auth(rules: [{public: true}])
              box(id: ID!, b: BoxIn!): Thing @write(update: "Thing", key: "id = $id", expression: "SET box = $b") @auth(rules: [{public: true}])
              boxes(id: ID!, bs: [BoxIn!]! @constraint(maxItems: 2)): Thing @write(update: "Thing", key: "id = $id", expression: "SET boxes = $bs") @auth(rules: [{public: true}])
              append(id: ID!, bs: [BoxIn!]! @constraint(maxItems: 2)): Thing @write(update: "Thing", key: "id = $id", expression: "SET boxes = list_append(if_not_exists(boxes, []), $bs)") @auth(rules: [{public: true}])
              upsert(id: ID!, v: ARGUMENT BOUND, b: BoxIn!): Thing @write(update: "Thing", key: "id = $id", expression: "SET f = $v, box = $b", upsert: true) @auth(rules: [{public: true}])
              ifAbsent(id: ID!, v: ARGUMENT! BOUND): Thing @write(update: "Thing", key: "id = $id", expression: "SET f = if_not_exists(f, $v)") @auth(rules: [{public: true}])
              read(id: ID!, from: ID!): Thing @getItem(as: "x", type: "Free", key: "id = $from", consistent: true) @write(update: "Thing", key: "id = $id", expression: "SET f = $x.f") @auth(rules: [{public: true}])
              together(id: ID!, v: ARGUMENT BOUND, b: BoxIn!): Thing
                @write(put: "Thing", item: "id = $id, f = $v, box = $b")
                @write(put: "Other", item: "id = $id, f = $v") @auth(rules: [{public: true}])
            }
            """;

    static List<Case> cases() {
        return List.of(
                new Case("Int", "@constraint(min: 2)", "Int", "", 2, "2", 1, "min", ""),
                new Case("Int", "@constraint(max: 9)", "Int", "", 9, "9", 10, "max", ""),
                new Case("Float", "@constraint(max: 1.5)", "Float", "", 1.5, "1.5", 1.6, "max", ""),
                new Case("Decimal", "@constraint(min: 0.5)", "Int", "", 1, "1", 0, "min", ""),
                new Case(
                        "String",
                        "@constraint(minLength: 2)",
                        "String",
                        "",
                        "😀😀",
                        "😀😀",
                        "😀",
                        "minLength",
                        ""),
                new Case(
                        "ID",
                        "@constraint(maxLength: 2)",
                        "ID",
                        "",
                        "ab",
                        "ab",
                        "abc",
                        "maxLength",
                        ""),
                new Case(
                        "String",
                        "@constraint(pattern: \"[a-z]+[0-9]\")",
                        "String",
                        "",
                        "a1",
                        "a1",
                        "a1a",
                        "pattern",
                        ""),
                new Case(
                        "String",
                        "@constraint(lowercase: true, pattern: \"[a-z]+\")",
                        "String",
                        "",
                        "ABC",
                        "abc",
                        "A1",
                        "pattern",
                        ""),
                new Case("Email", "", "String", "", "Ann@X.org", "ann@x.org", "x", "pattern", ""),
                new Case(
                        "Email",
                        "@constraint(maxLength: 5)",
                        "String",
                        "",
                        "A@b.C",
                        "a@b.c",
                        "ann@x.org",
                        "maxLength",
                        ""),
                new Case(
                        "[String!]",
                        "@constraint(minItems: 1, maxItems: 3)",
                        "[String!]",
                        "@constraint(maxItems: 3)",
                        List.of("a"),
                        "[\"a\"]",
                        List.of(),
                        "minItems",
                        ""),
                new Case(
                        "[String!]",
                        "@constraint(maxLength: 2, lowercase: true, maxItems: 3)",
                        "[String!]",
                        "@constraint(maxItems: 3)",
                        List.of("x", "AB"),
                        "[\"x\",\"ab\"]",
                        List.of("x", "abc"),
                        "maxLength",
                        "[1]"),
                new Case(
                        "[Email!]",
                        "@constraint(maxItems: 3)",
                        "[String!]",
                        "@constraint(maxItems: 3)",
                        List.of("A@B"),
                        "[\"a@b\"]",
                        List.of("A"),
                        "pattern",
                        "[0]"),
                new Case(
                        "[String!] @attribute(as: SS)",
                        "@constraint(minItems: 2, maxItems: 3, lowercase: true)",
                        "[String!]",
                        "@constraint(maxItems: 3)",
                        List.of("B", "a", "b"),
                        "[\"a\",\"b\"]",
                        List.of("a", "A"),
                        "minItems",
                        ""),
                new Case(
                        "[Int!] @attribute(as: NS)",
                        "@constraint(max: 5, maxItems: 3)",
                        "[Int!]",
                        "@constraint(maxItems: 3)",
                        List.of(5),
                        "[5]",
                        List.of(5, 6),
                        "max",
                        "[1]"));
    }

    /// A way to write: the mutation, its arguments with `$` for the value, the path of the value in
    /// the error, and the place where it is stored.
    private record Way(String field, String arguments, String path, String stored) {}

    private static final List<Way> WAYS =
            List.of(
                    new Way("put", "v: $, b: {}", "v", "/thing/f"),
                    new Way("put", "b: {f: $}", "b.f", "/thing/box/f"),
                    new Way("replace", "v: $, b: {}", "v", "/thing/f"),
                    new Way("spread", "input: {f: $, box: {}}", "input.f", "/thing/f"),
                    new Way("spread", "input: {box: {f: $}}", "input.box.f", "/thing/box/f"),
                    new Way(
                            "each",
                            "b: {}, list: [{id: \"y\"}, {id: \"ID\", f: $}]",
                            "list[1].f",
                            "/other/f"),
                    new Way("together", "v: $, b: {}", "v", "/other/f"),
                    new Way("set", "v: $", "v", "/thing/f"),
                    new Way("member", "input: {f: $}", "input.f", "/thing/f"),
                    new Way("setAll", "input: {f: $}", "input.f", "/thing/f"),
                    new Way("inner", "v: $", "v", "/thing/box/f"),
                    new Way("box", "b: {f: $}", "b.f", "/thing/box/f"),
                    new Way("boxes", "bs: [{}, {f: $}]", "bs[1].f", "/thing/boxes/1/f"),
                    new Way("append", "bs: [{f: $}]", "bs[0].f", "/thing/boxes/0/f"),
                    new Way("upsert", "v: $, b: {}", "v", "/thing/f"),
                    new Way("ifAbsent", "v: $", "v", "/thing/f"),
                    new Way("read", "from: \"FROM\"", "x.f", "/thing/f"));

    private static boolean creates(Way way) {
        return List.of("put", "spread", "together", "upsert").contains(way.field());
    }

    private static Answer ask(Api api, Way way, String id, String from, Object value) {
        var arguments =
                way.arguments()
                        .replace("$", literal(value))
                        .replace("FROM", from)
                        .replace("ID", id);
        return api.ask(
                Who.NOBODY,
                "mutation { %s(id: \"%s\", %s) { id } }".formatted(way.field(), id, arguments));
    }

    private static String literal(Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case List<?> list ->
                    list.stream()
                            .map(StoredConstraintsTest::literal)
                            .collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_way_into_a_field_holds_its_constraint(Case each) {
        try (var api = Api.of(each.schema())) {
            api.with("Free", Map.of("id", "good", "f", each.good()));
            api.with("Free", Map.of("id", "bad", "f", each.bad()));
            for (int i = 0; i < WAYS.size(); i++) {
                refuses(api, each, WAYS.get(i), "bad" + i);
                stores(api, each, WAYS.get(i), "good" + i);
            }
        }
    }

    private static void refuses(Api api, Case each, Way way, String id) {
        if (!creates(way)) {
            api.with("Thing", Map.of("id", id, "box", new HashMap<>()));
        }
        var answer = ask(api, way, id, "bad", each.bad());
        assertThat(answer.codes()).as(way + answer.text()).containsExactly("BAD_USER_INPUT");
        var extensions = answer.body().at("/errors/0/extensions");
        assertThat(extensions.path("argument").asText()).isEqualTo(way.path() + each.suffix());
        assertThat(extensions.path("constraint").asText()).isEqualTo(each.broken());
        assertThat(api.wire().operations())
                .as(way.toString())
                .doesNotContain("PutItem", "UpdateItem", "TransactWriteItems");
    }

    private static void stores(Api api, Case each, Way way, String id) {
        if (!creates(way)) {
            api.with("Thing", Map.of("id", id, "box", new HashMap<>()));
        }
        var answer = ask(api, way, id, "good", each.good());
        assertThat(answer.errors()).as(way + answer.text()).isEmpty();
        var read =
                api.ask(
                        Who.NOBODY,
                        "{ thing(id: \"%s\") { f box { f } boxes { f } } other(id: \"%s\") { f } }"
                                .formatted(id, id));
        var stored = read.data(way.stored());
        assertThat(stored.isArray() ? stored.toString() : stored.asText())
                .as(way + read.text())
                .isEqualTo(each.stored());
    }
}
