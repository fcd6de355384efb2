// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.ExecutionCases.file;
import static dev.sluice.devtools.badinput.ExecutionCases.found;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.desk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Numbers and strings that just reach DynamoDB, or just do not.
final class ValueCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    private ValueCases() {}

    static Cases cases() {
        var cases = new Cases();
        numbers(cases);
        texts(cases);
        return cases;
    }

    private static void numbers(Cases cases) {
        cases.of(Clause.NO_FINITE_NUMBERS);
        for (var literal :
                List.of("NaN", "Infinity", "\"NaN\"", "\"Infinity\"", "\"1e400\"", "\"0x1\"")) {
            cases.refused(400, INVALID, "the float %s".formatted(literal), weighed(literal))
                    .refused(400, INVALID, "the decimal %s".formatted(literal), price(literal));
        }
        cases.refused(400, BAD_INPUT, "the float 1e400", weighed("1e400"))
                .refused(
                        400,
                        BAD_INPUT,
                        "a variable of 1e400",
                        desk(
                                "query($w: Float!) { weighed(of: \"i\", weight: $w) { edges { cursor } } }",
                                Map.of("w", new BigDecimal("1e400"))));
        for (var text : List.of("NaN", "Infinity", "-Infinity", "1e400", SECRET, " 1", "1,5", "")) {
            cases.refused(
                    400,
                    BAD_INPUT,
                    "the variable decimal '%s'".formatted(text),
                    desk(
                            "query($a: Decimal!) { price(of: \"i\", amount: $a) { item } }",
                            Map.of("a", text)));
        }
        cases.of(Clause.EXACT_NUMBERS)
                .answered(
                        "{\"price\":{\"amount\":\"" + DeskData.DIGITS_38 + "\"}}",
                        "38 digits",
                        price("\"" + DeskData.DIGITS_38 + "\""))
                .answered(
                        "{\"price\":null}",
                        "38 digits that differ in the last",
                        price("\"" + DeskData.DIGITS_38.replaceAll("8$", "9") + "\""))
                .refused(400, INVALID, "39 digits", price("\"" + DeskData.DIGITS_38 + "9\""))
                .answered(
                        "{\"price\":{\"amount\":\"9007199254740993\"}}",
                        "2^53 + 1 as text",
                        price("\"9007199254740993\""))
                .answered(
                        "{\"price\":{\"amount\":\"9007199254740993\"}}",
                        "2^53 + 1 as a number",
                        price("9007199254740993"))
                .answered(
                        "{\"price\":null}",
                        "2^53, which is another number",
                        price("9007199254740992"))
                .answered("{\"price\":{\"amount\":\"0.1\"}}", "one tenth", price("0.10"))
                .answered(
                        "{\"price\":null}",
                        "almost one tenth",
                        price("0.1000000000000000055511151231257827"))
                .refused(
                        400,
                        INVALID,
                        "an integer beyond 32 bits",
                        desk(
                                "{ counted(of: \"i\", count: 4294967297) { edges { node { item } } } }"));
    }

    private static Sent weighed(String weight) {
        return desk("{ weighed(of: \"i\", weight: " + weight + ") { edges { node { item } } } }");
    }

    private static Sent price(String amount) {
        return desk("{ price(of: \"i\", amount: " + amount + ") { amount } }");
    }

    private static void texts(Cases cases) {
        cases.of(Clause.NORMALIZATION_FORMS)
                .answered(found("\u00e9"), "é as one character", file("\u00e9"))
                .answered(
                        "{\"file\":null}",
                        "é as two characters, which is another id",
                        file("e\u0301"));
        cases.of(Clause.RESERVED_WORDS_IN_VALUES);
        for (var id : List.of("SELECT", ":v", "#name")) {
            cases.answered(found(id), "the id %s".formatted(id), file(id));
        }
        for (var value :
                List.of(
                        "x) OR (attribute_exists(id)",
                        ":v0",
                        "#n0",
                        "' OR 1=1 --",
                        "{\"S\":\"d\"}",
                        "$parent.id",
                        "${jndi:ldap://x}")) {
            cases.answered(
                            "{\"file\":null}",
                            "the id %s, which finds nothing".formatted(value),
                            file(value))
                    .answered(
                            "{\"readings\":{\"edges\":[]}}",
                            "the filtered value %s, which finds nothing".formatted(value),
                            desk(
                                    "query($k: String!) { readings(device: \"d\", kind: $k) { edges { node { sequence } } } }",
                                    Map.of("k", value)));
        }
    }
}
