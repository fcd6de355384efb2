// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

final class ExpressionFaultTest {
    @Test
    void a_condition_says_what_was_found_and_what_was_expected() {
        condition("", 0, "found the end where a field or a value was expected");
        condition(
                "a",
                1,
                "found the end where a comparison (= <> < <= > >= BETWEEN IN) was expected");
        condition("a == 1", 3, "found = where a field or a value was expected");
        condition(
                "a != 1", 2, "found ! where a comparison (= <> < <= > >= BETWEEN IN) was expected");
        condition("a = 1 b = 2", 6, "found b where AND, OR or the end was expected");
        condition("a = 1)", 5, "found ) where AND, OR or the end was expected");
        condition("(a = 1", 6, "found the end where AND, OR or ')' was expected");
        condition("a = 1 AND", 9, "found the end where a field or a value was expected");
        condition("AND a = 1", 0, "found AND where a field or a value was expected");
        condition("a BETWEEN 1, 2", 11, "found , where AND was expected");
        condition("a IN ids", 5, "found ids where '(' or a list such as $ids was expected");
        condition("size(a) IN $ids", 11, "found $ids where '(' was expected");
        condition("a IN ()", 6, "found ) where a field or a value was expected");
        condition("a IN (1 2)", 8, "found 2 where ',' or ')' was expected");
        condition("contains(a)", 10, "found ) where ',' was expected");
        condition("attribute_exists('a')", 17, "found 'a' where a field was expected");
        condition(
                "length(a) = 1",
                0,
                "found length, which is not a function here, where a field or a value was expected");
        condition(
                "SIZE(a) = 1",
                0,
                "found SIZE, which is not a function here, where a field or a value was expected");
        condition("a = null", 4, "found null, which is stored as absent: see attribute_not_exists");
        condition("a = $", 4, "found '$' without a name where a field or a value was expected");
        condition("a = $b.1", 6, "found '.' without a name where a field or a value was expected");
        condition("a. = 1", 1, "found '.' without a name where a field or a value was expected");
        condition(
                "a = 'b",
                4,
                "found a string without its closing quote where a field or a value was expected");
        condition("a = 'it's'", 8, "found s where AND, OR or the end was expected");
        condition("a = --1", 5, "found - where a number or a reference was expected");
        condition("a = \"b\"", 4, "found \" where a field or a value was expected");
        condition("a = 1x", 5, "found x where AND, OR or the end was expected");
        condition("é = 1", 0, "found é where a field or a value was expected");
    }

    @Test
    void a_number_that_DynamoDB_cannot_hold_is_refused() {
        String fault = ", but DynamoDB's numbers have at most 38 digits, between 1E-130 and 1E126";
        for (String number :
                List.of("1e126", "1e-131", "1e2147483648", "1e99999999999", "9".repeat(39))) {
            condition("a = " + number, 4, "found " + number + fault);
            condition("a = -" + number, 5, "found " + number + fault);
        }
        for (String number : List.of("9.9e125", "1e-130", "9".repeat(38), "0", "0e500")) {
            Expressions.condition("a = " + number);
        }
    }

    @Test
    void an_update_says_what_was_found_and_what_was_expected() {
        update("", 0, "found the end where SET, REMOVE, ADD or DELETE was expected");
        update("a = 1", 0, "found a where SET, REMOVE, ADD or DELETE was expected");
        update("SET a", 5, "found the end where '=' was expected");
        update(
                "SET a = 1 b = 2",
                10,
                "found b where ',', another of SET, REMOVE, ADD and DELETE, or the end was expected");
        update("SET a = 1, SET b = 2", 15, "found b where '=' was expected");
        update("SET a = 1 SET b = 2", 10, "found a second SET, which belongs to the first");
        update(
                "SET a = b + c + d",
                14,
                "found + where ',', another of SET, REMOVE, ADD and DELETE, or the end was expected");
        update("SET ...input", 7, "found input where a reference such as $input was expected");
        update(
                "SET a = size(b)",
                8,
                "found size, which is not a function here, where a field or a value was expected");
        update("ADD a b", 6, "found b where a value was expected");
        update("ADD a", 5, "found the end where a value was expected");
        update("REMOVE $a", 7, "found $a where a field was expected");
        update("SET a.b = 1 REMOVE a", 19, "found a second change of a");
        update("SET a = 1, a.b = 2", 11, "found a second change of a.b");
    }

    @Test
    void an_item_says_what_was_found_and_what_was_expected() {
        item("", 0, "found the end where a field was expected");
        item("a = b", 4, "found b where a value was expected");
        item("a.b = 1", 0, "found a.b where a field of the item was expected");
        item("a = 1, a = 2", 7, "found a second value for a");
        item("...$input a = 2", 10, "found a where ',' or the end was expected");
    }

    @Test
    void depth_is_bounded() {
        int most = Tokens.MAX_DEPTH - 1;
        Expressions.condition("(".repeat(most) + "a = 1" + ")".repeat(most));
        Expressions.condition("NOT ".repeat(most) + "a = 1");
        String fault = "nested more than 64 deep";
        condition("(".repeat(100_000), 64, fault);
        condition("NOT ".repeat(100_000), 256, fault);
        update("SET a = " + "list_append(".repeat(100_000), 8 + 65 * 12, fault);
        update("SET a = " + "if_not_exists(a,".repeat(100_000), 8 + 65 * 16, fault);
    }

    @Test
    void a_long_token_is_shown_in_part() {
        condition(
                "a b" + "c".repeat(100),
                2,
                "found b"
                        + "c".repeat(63)
                        + "... where a comparison (= <> < <= > >= BETWEEN IN) was expected");
    }

    @Test
    void no_text_makes_a_parser_fail_otherwise() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<String> parts =
                List.of(
                        "a",
                        "b.c",
                        "$a",
                        "$a.b",
                        "$",
                        ".",
                        "...",
                        "'x'",
                        "'",
                        "1",
                        "1e9",
                        "-",
                        "+",
                        "=",
                        "<>",
                        "<=",
                        "(",
                        ")",
                        ",",
                        " ",
                        " AND ",
                        " OR ",
                        "NOT ",
                        " IN ",
                        " BETWEEN ",
                        "size(",
                        "contains(",
                        "begins_with(",
                        "attribute_exists(",
                        "SET ",
                        " REMOVE ",
                        "ADD ",
                        "DELETE ",
                        "if_not_exists(",
                        "list_append(",
                        "true",
                        "null",
                        "é",
                        "😀",
                        "\uD83D",
                        "\0",
                        "\n",
                        "9e999999999999");
        for (int i = 0; i < 40_000; i++) {
            var text = new StringBuilder();
            for (int rest = random.nextInt(12); rest > 0; rest--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            survives(Expressions::condition, text.toString());
            survives(Expressions::update, text.toString());
            survives(Expressions::item, text.toString());
        }
    }

    private static void survives(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
        } catch (ExpressionException refusal) {
            assertTrue(refusal.offset() >= 0 && refusal.offset() <= text.length(), text);
        }
    }

    private static void condition(String text, int offset, String fault) {
        refused(Expressions::condition, text, offset, fault);
    }

    private static void update(String text, int offset, String fault) {
        refused(Expressions::update, text, offset, fault);
    }

    private static void item(String text, int offset, String fault) {
        refused(Expressions::item, text, offset, fault);
    }

    private static void refused(Consumer<String> parser, String text, int offset, String fault) {
        var refusal = assertThrows(ExpressionException.class, () -> parser.accept(text), text);
        assertEquals(fault, refusal.getMessage());
        assertEquals(offset, refusal.offset(), text);
    }
}
