// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.query;

import java.util.List;
import java.util.Map;

/// Documents that are too large for a parser, or have no operation.
final class ParsingCases {
    private static final int CHARACTERS = 16_384;
    private static final int TOKENS = 2_000;
    private static final int LEVELS = 64;

    private ParsingCases() {}

    static Cases cases() {
        var cases = new Cases();
        floods(cases);
        depths(cases);
        lengths(cases);
        noOperations(cases);
        return cases;
    }

    private static void floods(Cases cases) {
        cases.of(Clause.FLOOD_OF_TOKENS)
                .answered(C1, "as many tokens as are allowed", tokens(TOKENS))
                .refused(400, "LIMIT_EXCEEDED", "one token more", tokens(TOKENS + 1))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "8,000 tokens of one character",
                        query("{".repeat(8_000)))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "30,000 tokens",
                        query("{ me {" + " a".repeat(30_000) + "} }"));
        flood(cases.of(Clause.FLOOD_OF_COMMENTS), "# " + SECRET + "\n");
        cases.refused(400, "LIMIT_EXCEEDED", "20,000 empty comments", padded("#\n".repeat(20_000)));
        cases.answered(C1, "one long comment", padded("#" + "x".repeat(16_000) + "\n"));
        flood(cases.of(Clause.FLOOD_OF_COMMAS), ",");
        flood(cases, ",\n,");
        flood(cases.of(Clause.FLOOD_OF_WHITE_SPACE), " ");
        flood(cases, "\t");
        flood(cases, "\r\n");
        flood(cases, "\ufeff");
    }

    private static void flood(Cases cases, String part) {
        var shown = part.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        var many = part.repeat((CHARACTERS - ME.length()) / part.length());
        var most = many + " ".repeat(CHARACTERS - ME.length() - many.length());
        cases.answered(C1, "the longest document, of '%s' alone".formatted(shown), padded(most))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "one character more, of '%s' alone".formatted(shown),
                        padded(most + " "))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "25,000 characters, of '%s' alone".formatted(shown),
                        padded(part.repeat(25_000 / part.length())));
    }

    private static Sent padded(String ignored) {
        return query(ignored + ME);
    }

    private static Sent tokens(int count) {
        return query("{ me {" + " id".repeat(count - 5) + "} }");
    }

    private static void depths(Cases cases) {
        cases.of(Clause.DEEP_SELECTIONS)
                .refused(400, "LIMIT_EXCEEDED", "65 levels of selections", selections(LEVELS + 1))
                .refused(400, "LIMIT_EXCEEDED", "500 levels of selections", selections(500))
                .refused(400, "LIMIT_EXCEEDED", "3,000 levels of selections", selections(3_000))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "3,000 levels of selections that never end",
                        query("{ a ".repeat(3_000)))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "3,000 levels of inline fragments",
                        query("{ ... ".repeat(3_000) + "}".repeat(3_000)));
        cases.of(Clause.DEEP_LISTS)
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "as many levels of lists as are allowed, where none belongs",
                        lists(LEVELS - 2))
                .refused(400, "LIMIT_EXCEEDED", "70 levels of lists", lists(70))
                .refused(400, "LIMIT_EXCEEDED", "3,000 levels of lists", lists(3_000))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "3,000 levels of list types",
                        query(
                                "query($a: "
                                        + "[".repeat(3_000)
                                        + "Int"
                                        + "]".repeat(3_000)
                                        + ") { me { id } }"))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "3,000 levels of lists in a variable",
                        Sent.body(
                                "{\"query\":\"{ me { id } }\",\"variables\":{\"a\":"
                                        + "[".repeat(3_000)
                                        + "]".repeat(3_000)
                                        + "}}"));
        cases.of(Clause.DEEP_INPUT_OBJECTS)
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "an input object where none belongs",
                        objects(LEVELS - 2))
                .refused(400, "LIMIT_EXCEEDED", "70 levels of input objects", objects(70))
                .refused(400, "LIMIT_EXCEEDED", "1,500 levels of input objects", objects(1_500))
                .refused(400, "LIMIT_EXCEEDED", "3,000 levels of input objects", objects(3_000));
    }

    private static Sent selections(int levels) {
        return query("{a".repeat(levels) + "}".repeat(levels));
    }

    private static Sent lists(int levels) {
        return query("{ order(id: " + "[".repeat(levels) + "]".repeat(levels) + ") { id } }");
    }

    private static Sent objects(int levels) {
        return query(
                "{ order(id: " + "{a:".repeat(levels) + "1" + "}".repeat(levels) + ") { id } }");
    }

    static Sent order(String id) {
        return query("query($id: ID!) { order(id: $id) { id } }", Map.of("id", id));
    }

    private static void lengths(Cases cases) {
        cases.of(Clause.HUGE_NUMBERS);
        for (var digits : List.of(101, 15_000)) {
            cases.refused(
                            400,
                            "LIMIT_EXCEEDED",
                            "an integer of %,d digits".formatted(digits),
                            first("9".repeat(digits)))
                    .refused(
                            400,
                            "LIMIT_EXCEEDED",
                            "%,d digits behind the point".formatted(digits),
                            first("0." + "9".repeat(digits)))
                    .refused(
                            400,
                            "LIMIT_EXCEEDED",
                            "an exponent of %,d digits".formatted(digits),
                            first("1e" + "9".repeat(digits)));
        }
        cases.refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "an integer of 100 digits, which no argument takes",
                        first("9".repeat(100)))
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "an integer of 900 KB",
                        first("9".repeat(900_000)));
        cases.of(Clause.HUGE_NAMES)
                .answered(
                        "{\"" + "a".repeat(128) + "\":{\"id\":\"c1\"}}",
                        "an alias of 128 characters",
                        query("{ " + "a".repeat(128) + ": me { id } }"))
                .refused(400, "LIMIT_EXCEEDED", "an alias of 129 characters", named(129))
                .refused(400, "LIMIT_EXCEEDED", "an alias of 15,000 characters", named(15_000))
                .refused(413, "PAYLOAD_TOO_LARGE", "an alias of 900 KB", named(900_000))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "an unknown field of 128 characters, which no reply repeats in full",
                        query("{ " + "a".repeat(128) + " }"))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "a variable's name of 15,000 characters",
                        query("query($" + "a".repeat(15_000) + ": Int) { me { id } }"))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "a member's name of 90,000 characters",
                        Sent.body(
                                "{\"query\":\"{ me { id } }\",\"" + "a".repeat(90_000) + "\":1}"));
    }

    private static Sent first(String number) {
        return query("{ me { orders(first: " + number + ") { edges { cursor } } } }");
    }

    private static Sent named(int characters) {
        return query("{ " + "a".repeat(characters) + ": me { id } }");
    }

    private static void noOperations(Cases cases) {
        cases.of(Clause.EMPTY_DOCUMENT);
        for (var text :
                List.of("", " ", "\n", "#" + SECRET, ",", "{}", "{", "}", "query", SECRET)) {
            cases.refused(
                    400,
                    "GRAPHQL_PARSE_FAILED",
                    "the document '%s'".formatted(text.replace("\n", "\\n")),
                    query(text));
        }
        cases.of(Clause.FRAGMENTS_ALONE)
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "one fragment",
                        query("fragment F on User { id }"))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "fragments that use each other",
                        query("fragment F on User { ...G } fragment G on User { id }"));
        cases.of(Clause.TYPE_DEFINITIONS);
        for (var definition :
                List.of(
                        "type User { id: ID! }",
                        "extend type User { zq: Int }",
                        "schema { query: Query }",
                        "directive @zq on FIELD",
                        "scalar Zq",
                        "\"" + SECRET + "\" type Zq { a: Int }")) {
            cases.refused(
                            400,
                            "GRAPHQL_VALIDATION_FAILED",
                            "the definition " + definition,
                            query(definition))
                    .refused(
                            400,
                            "GRAPHQL_VALIDATION_FAILED",
                            "an operation beside the definition " + definition,
                            query(ME + " " + definition));
        }
    }
}
