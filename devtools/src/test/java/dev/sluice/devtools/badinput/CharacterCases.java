// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.ParsingCases.order;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.query;

import java.util.List;

/// Strings and characters in documents.
final class CharacterCases {
    private static final String NO_ORDER = "{\"order\":null}";

    private CharacterCases() {}

    static Cases cases() {
        var cases = new Cases();
        strings(cases);
        characters(cases);
        return cases;
    }

    private static void strings(Cases cases) {
        cases.of(Clause.UNTERMINATED_STRINGS);
        for (var string :
                List.of(
                        "\"" + SECRET,
                        "\"\"\"" + SECRET,
                        "\"\"\"" + SECRET + "\"\"",
                        "\"" + SECRET + "\n\"",
                        "\"" + SECRET + "\\",
                        "\"\\x\"",
                        "\"\\u12\"",
                        "\"\\u{}\"",
                        "\"\\u{110000}\"",
                        "\"\"\"" + "x".repeat(15_000))) {
            cases.refused(
                    400,
                    "GRAPHQL_PARSE_FAILED",
                    "the string " + string.replace("\n", "\\n").replaceAll("x{9,}", "xxx..."),
                    query("{ order(id: " + string + ") { id } }"));
        }
        cases.answered(
                NO_ORDER,
                "a block string, with quotes inside",
                query("{ order(id: \"\"\" \\\"\"\" " + SECRET + " \"\"\") { id } }"));
    }

    private static void characters(Cases cases) {
        cases.of(Clause.LONE_SURROGATES)
                .refused(
                        400,
                        "BAD_REQUEST",
                        "half a pair in the document",
                        Sent.body("{\"query\":\"{ me { id } } #\\ud800\"}"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "half a pair in a name",
                        Sent.body("{\"query\":\"{ me { id } }\",\"\\udc00\":1}"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "half a pair in a variable",
                        Sent.body(
                                "{\"query\":\"query($id: ID!) { order(id: $id) { id } }\",\"variables\":{\"id\":\"\\udc00\\ud800\"}}"))
                .refused(
                        400,
                        "GRAPHQL_PARSE_FAILED",
                        "half a pair as an escape of GraphQL",
                        query("{ order(id: \"\\uD800\") { id } }"))
                .refused(
                        400,
                        "GRAPHQL_PARSE_FAILED",
                        "half a pair in braces",
                        query("{ order(id: \"\\u{DC00}\") { id } }"))
                .answered(
                        NO_ORDER,
                        "a whole pair",
                        query("{ order(id: \"\\uD83D\\uDE00\") { id } }"));
        cases.of(Clause.NUL_AND_CONTROL_CHARACTERS);
        for (var character : List.of("\u0000", "\u0001", "\u001b", "\u007f", "\u0085")) {
            cases.refused(
                    400,
                    "GRAPHQL_PARSE_FAILED",
                    "U+%04X between tokens".formatted((int) character.charAt(0)),
                    query("{ me " + character + " { id } }"));
        }
        cases.answered(NO_ORDER, "NUL in a variable", order("\u0000"))
                .answered(NO_ORDER, "an escaped NUL", query("{ order(id: \"\\u0000\") { id } }"));
        cases.of(Clause.INVISIBLE_CHARACTERS);
        for (var character : List.of("\u202e", "\u2066", "\u200b", "\u200d", "\u00a0")) {
            var name = "U+%04X".formatted((int) character.charAt(0));
            cases.refused(
                            400,
                            "GRAPHQL_PARSE_FAILED",
                            name + " in a name",
                            query("{ me { i" + character + "d } }"))
                    .answered(NO_ORDER, name + " in a variable", order(character + SECRET))
                    .answered(
                            C1,
                            name + " in a comment",
                            query("#" + character + SECRET + "\n" + ME));
        }
    }
}
