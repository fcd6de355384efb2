// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Requests that must be refused, and quickly. Each is as costly as its kind can be, at a limit and
/// far beyond it. Send them to an API of `SCHEMA` with introspection off.
public final class HostileRequests {
    public static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 200, writeUnits: 0) { query: Query }
            interface Named { id: ID! name: String }
            type Node implements Named @table(name: "Nodes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String
              nextId: ID
              next: Node @getItem(key: "id = $parent.nextId")
              events(first: Int! = 10, after: String): EventConnection!
                @query(keyCondition: "stream = $parent.id", maxItems: 100)
            }
            type Event @table(name: "Events", partitionKey: "{stream}", sortKey: "{id}") @auth(rules: [{public: true}]) {
              stream: ID!
              id: ID!
              size: Int
              node: Node @getItem(key: "id = $parent.stream")
            }
            type Query {
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              nodes(ids: [ID!]! @constraint(maxItems: 100)): [Node]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              events(stream: ID!, size: Int! = 1, first: Int! = 10, after: String): EventConnection!
                @query(keyCondition: "stream = $stream", filter: "size = $size", maxItems: 100, maxRead: 100) @auth(rules: [{public: true}])
            }
            """;

    /// @param name what it tries, unique
    /// @param body of a POST
    public record Hostile(String name, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Hostile> all = new ArrayList<>();

    private HostileRequests() {
        transport();
        text();
        tokens();
        nesting();
        numbersAndNames();
        floods();
        fragments();
        overlaps();
        values();
        schemaReading();
        costs();
    }

    public static List<Hostile> all() {
        return List.copyOf(new HostileRequests().all);
    }

    private void transport() {
        add("body of 1 MB", query("{ node(id: \"" + "x".repeat(1_000_000) + "\") { id } }"));
        add("body at its limit, no JSON", "{".repeat(100_000));
        add("JSON of 3,000 levels", variables("[".repeat(3_000) + "]".repeat(3_000)));
        add("JSON of 64 levels, malformed", variables("[".repeat(62)));
        add("JSON number of 900 KB", variables("7".repeat(900_000)));
        add("JSON number of 99 KB", variables("7".repeat(99_000)));
        add("JSON fraction of 99 KB", variables("0." + "7".repeat(99_000)));
        add("JSON exponent", variables("1e999999999"));
        add("JSON name of 99 KB", variables("{\"" + "n".repeat(99_000) + "\":1}"));
        add("JSON list of 45,000", variables("[1" + ",1".repeat(45_000) + "]"));
        add(
                "JSON of 9,000 names, the last repeated",
                variables("{" + each(9_000, i -> "\"n" + i + "\":1,") + "\"n0\":1}"));
        add("JSON escapes", variables("\"" + "\\u0041".repeat(16_000) + "\\ud800\""));
        add("JSON names that collide", variables(colliding()));
        add("array batch", "[" + "{\"query\":\"{ __typename }\"},".repeat(3_500) + "{}]");
    }

    private void text() {
        add("empty document", query(""));
        add("comments of 16 KB", query("#\n".repeat(8_192)));
        add("one comment of 16 KB", query("#" + "x".repeat(16_383)));
        add("comments of 90 KB", query("#x".repeat(45_000)));
        add("commas of 16 KB", query(",".repeat(16_384)));
        add("white space of 16 KB", query(" \t".repeat(8_192)));
        add("line ends of 16 KB", query("\n".repeat(16_384)));
        add("unterminated string", query("{ node(id: \"" + "x".repeat(16_000)));
        add("unterminated block string", query("{ node(id: \"\"\"" + "x".repeat(16_000)));
        add("quotes in a block string", query("{ node(id: \"\"\"" + "\\\"\"\"".repeat(4_000)));
        add(
                "lines of a block string",
                query("{ nod(id: \"\"\"" + " \n".repeat(8_000) + "\"\"\") }"));
        add("escapes in a string", query("{ node(id: \"" + "\\u00e9".repeat(2_700) + "\") }"));
        add("lone surrogate", query("{ node(id: \"\\ud800\") { id } }"));
        add("NUL", query("{ \u0000 }"));
        add("NULs of 16 KB", query("\u0000".repeat(16_000)));
        add("bidi and zero width", query("{ \u202e\u200b\u2066id }".repeat(1_000)));
        add("emoji of 16 KB", query("\ud83d\ude00".repeat(8_000)));
    }

    private void tokens() {
        for (var token :
                List.of(
                        "a", "1", "\"\"", "!", "...", "{", "}", "[", "(", "$", "@", ":", "=",
                        "|")) {
            add("2,000 times " + token, query((token + " ").repeat(2_000)));
            add("16 KB of " + token, query((token + " ").repeat(8_190 / token.length())));
        }
        add("2,000 tokens of types", query("type A { a: B } ".repeat(285)));
        add("2,000 tokens of descriptions", query("\"d\" type A { a: B } ".repeat(250)));
        add("2,000 tokens, the last wrong", query("{ " + "id ".repeat(1_990) + "!"));
        add("variables without an end", query("query(" + "$a: A = ".repeat(390)));
        add("directives without an end", query("{ a " + "@a(a: ".repeat(30)));
        add("keywords", query("{ " + "on fragment query true null ".repeat(390) + "}"));
    }

    private void nesting() {
        add("3,000 selections deep", node("next { ".repeat(3_000) + "id" + " }".repeat(3_000)));
        add("62 selections deep", node("next { ".repeat(62) + "id" + " }".repeat(62)));
        add("62 fragments deep", node("... { ".repeat(62) + "idd" + " }".repeat(62)));
        add(
                "lists 3,000 deep",
                query("{ nodes(ids: " + "[".repeat(3_000) + "]".repeat(3_000) + ")"));
        add("lists 60 deep", ids("[".repeat(60) + "]".repeat(60)));
        add("objects 3,000 deep", ids("{a:".repeat(3_000) + "1" + "}".repeat(3_000)));
        add("objects 60 deep", ids("{a:".repeat(60) + "1" + "}".repeat(60)));
        add(
                "types 60 deep",
                query("query($a: " + "[".repeat(60) + "ID" + "]".repeat(60) + ") { a }"));
    }

    private void numbersAndNames() {
        add("number of 900 KB", ids("7".repeat(900_000)));
        add("number of 16 KB", ids("7".repeat(16_000)));
        add("number of 100 characters", size("7".repeat(100)));
        add("numbers of 100 characters", size("[" + ("7".repeat(99) + " ").repeat(160) + "]"));
        add("fraction of 16 KB", size("0." + "7".repeat(16_000)));
        add("exponent", size("1e" + "9".repeat(90)));
        add("infinity", size("1e400"));
        add("name of 16 KB", node("n".repeat(16_000)));
        add("name of 900 KB", node("n".repeat(900_000)));
        add("names of 128 characters", node(each(120, i -> "n".repeat(125) + i)));
    }

    private void floods() {
        add("unknown fields", node("idd ".repeat(1_980)));
        add("unknown fields, each another", node(each(1_980, i -> "a" + i)));
        add("unknown root fields", query("{ " + each(50, i -> "a" + i) + " }"));
        add("50 root fields of too much", query("{ " + each(50, i -> wide(i)) + " }"));
        add("100 aliases of an unknown field", node(each(100, i -> "a" + i + ": idd")));
        add("1,900 aliases", node(each(600, i -> "a" + i + ": id")));
        add("1,900 times __typename", query("{ " + "__typename ".repeat(1_900) + "}"));
        add("unknown arguments", query("{ node(" + each(600, i -> "a" + i + ": 1") + ") { id } }"));
        add("an argument repeated", query("{ node(" + "id: 1 ".repeat(600) + ") { id } }"));
        add("50 unknown directives", node("id @a ".repeat(50)));
        add("50 directives at one field", node("id " + "@include(if: true) ".repeat(50)));
        add("900 directives", node("id " + "@a ".repeat(900)));
        add("50 unknown types", query("query(" + each(50, i -> "$v" + i + ": T") + ") { a }"));
        add("50 unused variables", query("query(" + each(50, i -> "$v" + i + ": ID") + ") { a }"));
        add("400 variables", query("query(" + each(400, i -> "$v" + i + ": ID") + ") { a }"));
        add("600 unknown variables", ids("[" + "$v ".repeat(500) + "]"));
        add("50 operations, none named", query("{ a } ".repeat(50)));
        add("50 operations of one name", query("query A { idd } ".repeat(50)));
        add("500 operations", query("{ a } ".repeat(500)));
    }

    private void fragments() {
        add("fragments only", query(each(50, i -> "fragment F" + i + " on Node { id }")));
        add("chain of 50 fragments", chain(50));
        add("chain of 800 fragments", chain(800));
        add("50 fragments in a circle", query(roots(1) + circle(50, 1)));
        add("50 fragments that spread each other", query(roots(1) + circle(50, 16)));
        add("50 fragments that double", query(roots(1) + doubling(49, "...F%d ...F%d")));
        add(
                "50 fragments that double in fields",
                query(roots(1) + doubling(49, "next { ...F%d } next { ...F%d }")));
        add("11 fragments that double in aliases", query(roots(1) + doubling(9, ALIASED)));
        add("50 operations of 40 fragments", query(operations(50) + circleFree(40, 6)));
        add("unknown fragments", node("...F ".repeat(990)));
        add("a fragment on an unknown type, often", node("... on T { a } ".repeat(330)));
        add("fragments of one name", query(roots(1) + "fragment F0 on Node { id } ".repeat(50)));
        add(
                "50 unused fragments",
                query(roots(0) + each(50, i -> "fragment F" + i + " on Node { a }")));
    }

    private void overlaps() {
        add(
                "fields that conflict",
                query("{ " + each(25, i -> "a: node(id: " + i + ") { id }") + " }"));
        add("fields that conflict, merged", node("a: id ".repeat(50) + "a: name ".repeat(50)));
        add("a field repeated, and wrong", node("id ".repeat(1_950) + "idd"));
        add("a tree repeated, and wrong", node("next { next { id } } ".repeat(240) + "idd"));
        add(
                "a deep tree repeated",
                node(("next { ".repeat(9) + "id" + "} ".repeat(9)).repeat(60) + "a"));
        add(
                "types that exclude each other",
                node("... on Node { a: id } ... on Named { a: name } ".repeat(45)));
        add(
                "fragments that overlap",
                query(
                        roots(49)
                                + each(
                                        49,
                                        i ->
                                                "fragment F"
                                                        + i
                                                        + " on Node { "
                                                        + "next { id } ".repeat(6)
                                                        + "}")
                                + " fragment X on Node { idd }"));
        add("arguments compared", node("events(first: 1) { edges { cursor } } ".repeat(160) + "a"));
    }

    private void values() {
        add("list of 14,000", ids("[" + "1 ".repeat(14_000) + "]"));
        add("list of 500 wrong", ids("[" + "{} ".repeat(500) + "]"));
        add("list of 500 nulls", ids("[" + "null ".repeat(500) + "]"));
        add("object of 490 members", ids("{" + each(490, i -> "a" + i + ": 1") + "}"));
        add("object of one member, often", ids("{" + "a: 1 ".repeat(490) + "}"));
        add("list of 500 too long", ids("[" + "\"n\" ".repeat(500) + "]"));
        add(
                "variable of 500 wrong",
                "{\"query\":\"query($v: [ID!]!) { nodes(ids: $v) { id } }\",\"variables\":{\"v\":[{}"
                        + ",{}".repeat(499)
                        + "]}}");
        add(
                "variable of 90 KB",
                "{\"query\":\"query($v: Int!) { events(stream: \\\"s\\\", size: $v) { __typename } }\",\"variables\":{\"v\":\""
                        + "9".repeat(90_000)
                        + "\"}}");
    }

    private void schemaReading() {
        add("introspection", query("{ __schema { types { name } } }"));
        add("introspection, aliased", query("{ a: __type(name: \"Node\") { name } }"));
        add(
                "introspection, in a fragment",
                query("{ ...F } fragment F on Query { __schema { types { name } } }"));
        add(
                "introspection, 50 times",
                query(
                        "{ "
                                + each(
                                        50,
                                        i -> "a" + i + ": __schema { types { fields { name } } }")
                                + " }"));
    }

    private void costs() {
        add("pages of pages of pages", query("{ " + wide(0) + " }"));
        add(
                "a page beyond its size",
                query("{ events(stream: 1, first: 2147483647) { __typename } }"));
        add("a page below its size", query("{ events(stream: 1, first: -1) { __typename } }"));
        add("5,000 fields of too much", query(roots(1) + doubling(7, WIDE)));
    }

    private static final String ALIASED = "a: next { ...F%d } b: next { ...F%d }";
    private static final String WIDE =
            "a: next { ...F%d id name } b: next { ...F%d id name } c: events(first: 100) { edges { node { id } } }";

    private static String wide(int i) {
        return ("a%d: events(stream: 1, first: 100) { edges { node { node { events(first: 100) { edges { node"
                        + " { node { name } } } } } } } }")
                .formatted(i);
    }

    private static String chain(int fragments) {
        return query(
                roots(1)
                        + each(
                                fragments,
                                i ->
                                        "fragment F%d on Node { %s }"
                                                .formatted(
                                                        i,
                                                        i == fragments - 1
                                                                ? "idd"
                                                                : "...F" + (i + 1))));
    }

    private static String circle(int fragments, int spreads) {
        return each(
                fragments,
                i ->
                        "fragment F%d on Node { %s }"
                                .formatted(
                                        i, each(spreads, j -> "...F" + (i + j + 1) % fragments)));
    }

    /// Returns fragments that each spread the next few.
    private static String circleFree(int fragments, int spreads) {
        return each(
                fragments,
                i ->
                        "fragment F%d on Node { idd %s }"
                                .formatted(
                                        i,
                                        each(
                                                Math.min(spreads, fragments - 1 - i),
                                                j -> "...F" + (i + j + 1))));
    }

    /// @param twice a selection with two places for the number of the next fragment
    private static String doubling(int levels, String twice) {
        return each(
                        levels,
                        i ->
                                "fragment F%d on Node { %s }"
                                        .formatted(i, twice.formatted(i + 1, i + 1)))
                + " fragment F%d on Node { id }".formatted(levels);
    }

    private static String operations(int count) {
        return each(count, i -> "query Q" + i + " { node(id: 1) { ...F0 } }") + " ";
    }

    private static String roots(int fragments) {
        return "{ node(id: 1) { id " + each(fragments, i -> "...F" + i) + " } } ";
    }

    /// Returns names with the same hash code: `Aa` or `BB` in each place.
    private static String colliding() {
        return "{"
                + IntStream.range(0, 2_048)
                        .mapToObj(i -> "\"" + collision(i) + "\":1")
                        .collect(Collectors.joining(","))
                + ",\"a\":}";
    }

    private static String collision(int number) {
        return IntStream.range(0, 11)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static String node(String selections) {
        return query("{ node(id: 1) { " + selections + " } }");
    }

    private static String ids(String literal) {
        return query("{ nodes(ids: " + literal + ") { id } }");
    }

    private static String size(String literal) {
        return query("{ events(stream: 1, size: " + literal + ") { __typename } }");
    }

    private static String query(String document) {
        return "{\"query\":" + JsonNodeFactory.instance.textNode(document) + "}";
    }

    /// Returns a request with a variable that the document does not declare. Without the variable,
    /// the request is answered.
    private static String variables(String json) {
        return "{\"query\":\"{ __typename }\",\"variables\":{\"v\":" + json + "}}";
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(" "));
    }

    private void add(String name, String body) {
        all.add(new Hostile(name, body));
    }
}
