// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.DeskData.DIGITS_38;
import static dev.sluice.devtools.badinput.ExecutionCases.file;
import static dev.sluice.devtools.badinput.ExecutionCases.found;
import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.count;
import static dev.sluice.devtools.badinput.Mutations.counted;
import static dev.sluice.devtools.badinput.Mutations.spend;
import static dev.sluice.devtools.badinput.Mutations.tally;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.WriteCases.addFile;
import static dev.sluice.devtools.badinput.WriteCases.added;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Numbers and strings that just are stored, or just are not.
final class WriteValueCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    private WriteValueCases() {}

    static Cases cases() {
        var cases = new Cases();
        numbers(cases);
        exact(cases);
        overflow(cases);
        texts(cases);
        return cases;
    }

    private static void numbers(Cases cases) {
        cases.of(Clause.NO_FINITE_NUMBERS);
        for (var literal : List.of("NaN", "Infinity", "\"NaN\"", "\"-Infinity\"", "\"1e400\"")) {
            cases.refused(
                            400,
                            INVALID,
                            "the float %s to be stored".formatted(literal),
                            desk(
                                    "mutation { addPrice(of: \"n\", amount: 1, weight: %s) { item } }"
                                            .formatted(literal)))
                    .refused(
                            400,
                            INVALID,
                            "the sum %s".formatted(literal),
                            desk(
                                    "mutation { sum(id: \"n\", by: %s) { total } }"
                                            .formatted(literal)));
        }
        for (var text : List.of("NaN", "Infinity", "1e400", "1e126", "1e-131", SECRET, "1,5", "")) {
            cases.refused(
                    400, BAD_INPUT, "the variable sum '%s'".formatted(text), sum("none", text));
        }
        cases.refused(
                400,
                BAD_INPUT,
                "a variable float of 1e400 to be stored",
                desk(
                        "mutation($w: Float) { addPrice(of: \"n\", amount: 1, weight: $w) { item } }",
                        Map.of("w", new BigDecimal("1e400"))));
    }

    private static Sent sum(String id, String by) {
        return desk(
                "mutation($id: ID!, $by: Decimal!) { sum(id: $id, by: $by) { total } }",
                Map.of("id", id, "by", by));
    }

    private static void exact(Cases cases) {
        cases.of(Clause.EXACT_NUMBERS);
        for (var amount :
                List.of(
                        DIGITS_38,
                        "-" + DIGITS_38,
                        "0." + DIGITS_38,
                        "9007199254740993",
                        "0.1",
                        "0.1000000000000000055511151231257827")) {
            cases.answered(
                            "{\"addPrice\":{\"amount\":\"" + amount + "\"}}",
                            "the amount %s is stored".formatted(amount),
                            addPrice(amount))
                    .leaves("{\"price\":{\"amount\":\"" + amount + "\"}}", price(amount));
        }
        cases.answered(
                        "{\"addPrice\":{\"amount\":\"1.5\"}}",
                        "zeros at the ends are not stored",
                        addPrice("001.500"))
                .leaves("{\"price\":{\"amount\":\"1.5\"}}", price("1.5"))
                .refused(400, BAD_INPUT, "39 digits to be stored", addPrice(DIGITS_38 + "9"))
                .refused(
                        400,
                        INVALID,
                        "an integer beyond 32 bits to be stored",
                        desk("mutation { count(id: \"n\", by: 4294967297) { count } }"))
                .refused(
                        400,
                        BAD_INPUT,
                        "a variable integer beyond 32 bits to be stored",
                        desk(
                                "mutation($by: Int!) { count(id: \"n\", by: $by) { count } }",
                                Map.of("by", 4_294_967_297L)))
                .answered(
                        "{\"sum\":{\"total\":\"" + DIGITS_38 + "\"}}",
                        List.of(),
                        "a sum of 38 digits is exact",
                        stage -> {
                            stage.send(sum("exact", DIGITS_38.replaceAll("8$", "7")));
                            return sum("exact", "1");
                        });
    }

    private static Sent addPrice(String amount) {
        return desk(
                "mutation($a: Decimal!) { addPrice(of: \"stored\", amount: $a) { amount } }",
                Map.of("a", amount));
    }

    private static Sent price(String amount) {
        return desk(
                "query($a: Decimal!) { price(of: \"stored\", amount: $a) { amount } }",
                Map.of("a", amount));
    }

    private static void overflow(Cases cases) {
        var largest = "9e125";
        cases.of(Clause.OVERFLOWING_COUNTERS)
                .failed(
                        "sum",
                        BAD_INPUT,
                        "a sum of 39 digits",
                        stage -> {
                            stage.send(sum("39", DIGITS_38));
                            return sum("39", "0.1");
                        })
                .leaves("{\"tally\":{\"total\":\"" + DIGITS_38 + "\"}}", total("39"))
                .failed(
                        "sum",
                        BAD_INPUT,
                        "a sum beyond the largest number",
                        stage -> {
                            stage.send(sum("largest", largest));
                            return sum("largest", largest);
                        })
                .leaves("{\"tally\":{\"total\":\"9" + "0".repeat(125) + "\"}}", total("largest"))
                .failed(
                        "count",
                        BAD_INPUT,
                        "a count beyond the largest integer",
                        stage -> {
                            stage.send(count("largest", Integer.MAX_VALUE));
                            return count("largest", 1);
                        })
                .leaves(counted("tally", Integer.MAX_VALUE), tally("largest"))
                .failed("addBill", BAD_INPUT, "a bill of 39 digits", addBill(DIGITS_38, 9))
                .leaves("{\"bill\":null}", desk("{ bill(id: \"billed\") { total } }"))
                .answered(
                        "{\"addBill\":{\"total\":\"" + DIGITS_38 + "\"}}",
                        "a bill of 38 digits",
                        addBill(DIGITS_38, 1))
                .failed(
                        "spend",
                        "TOO_FEW",
                        "the smallest integer is not spent",
                        stage -> {
                            stage.send(count("smallest", 1));
                            return spend("smallest", Integer.MAX_VALUE);
                        })
                .leaves(counted("tally", 1), tally("smallest"));
    }

    /// A resolver computes the total of the bill from its line.
    private static Sent addBill(String unitPrice, int quantity) {
        var line = Map.of("unitPrice", unitPrice, "quantity", quantity);
        return desk(
                "mutation($input: BillInput!) { addBill(input: $input) { total } }",
                Map.of("input", Map.of("id", "billed", "lines", List.of(line))));
    }

    private static Sent total(String id) {
        return desk("query($id: ID!) { tally(id: $id) { total } }", Map.of("id", id));
    }

    private static void texts(Cases cases) {
        cases.of(Clause.NORMALIZATION_FORMS)
                .answered(
                        added("A\u030a"),
                        List.of(),
                        "Å as two characters, beside Å as one",
                        stage -> {
                            stage.send(addFile("\u00c5"));
                            return addFile("A\u030a");
                        })
                .leaves(found("\u00c5"), file("\u00c5"));
        cases.of(Clause.RESERVED_WORDS_IN_VALUES);
        for (var value :
                List.of(
                        "SELECT",
                        ":v0",
                        "#n0",
                        "x), attribute_exists(id",
                        "' OR 1=1 --",
                        "{\"S\":\"d\"}",
                        "$claims.sub",
                        "${jndi:ldap://x}")) {
            var stored = "{\"select\":%s,\"values\":%1$s}".formatted(quoted(value));
            cases.answered(
                            "{\"addTask\":{\"id\":"
                                    + quoted(value)
                                    + ",\"title\":"
                                    + quoted(value)
                                    + ",\"version\":1}}",
                            "the values %s in fields named by reserved words".formatted(value),
                            addTask(
                                    Map.of(
                                            "id", value, "title", value, "select", value, "values",
                                            value)))
                    .leaves("{\"task\":" + stored + "}", words(value))
                    .answered(
                            "{\"changeTask\":{\"title\":" + quoted(value) + ",\"version\":2}}",
                            "%s in place of them".formatted(value),
                            changeTask(value, 1, Map.of("select", value + value, "values", value)))
                    .leaves(
                            "{\"task\":{\"select\":%s,\"values\":%s}}"
                                    .formatted(quoted(value + value), quoted(value)),
                            words(value));
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    private static Sent words(String id) {
        return desk("query($id: ID!) { task(id: $id) { select values } }", Map.of("id", id));
    }
}
