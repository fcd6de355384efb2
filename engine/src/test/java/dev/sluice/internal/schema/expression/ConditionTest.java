// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import static dev.sluice.internal.schema.expression.Expressions.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

final class ConditionTest {
    private static final Condition A = equal("a", "1");
    private static final Condition B = equal("b", "2");
    private static final Condition C = equal("c", "3");

    @Test
    void a_key_is_equalities() {
        assertEquals(
                new Condition.And(
                        List.of(
                                new Condition.Comparison(
                                        field("customerId"),
                                        Comparator.EQUAL,
                                        reference("claims", "sub")),
                                new Condition.Comparison(
                                        field("id"), Comparator.EQUAL, reference("id")))),
                condition("customerId = $claims.sub AND id = $id"));
    }

    @Test
    void a_list_that_is_known_when_it_runs_differs_from_spelled_options() {
        assertEquals(
                new Condition.InList(field("id"), reference("input", "ids")),
                condition("id IN $input.ids"));
        assertEquals(
                new Condition.In(field("id"), List.of(reference("ids"))),
                condition("id in ($ids)"));
        assertEquals(
                new Condition.In(field("status"), List.of(text("A"), text("B"))),
                condition("status IN ('A','B')"));
    }

    @Test
    void every_comparator_is_read() {
        for (Comparator comparator : Comparator.values()) {
            assertEquals(
                    new Condition.Comparison(field("a"), comparator, reference("b")),
                    condition("a" + comparator.symbol() + "$b"));
        }
    }

    @Test
    void functions_are_read() {
        assertEquals(
                new Condition.AttributeExists(field("a", "b")), condition("attribute_exists(a.b)"));
        assertEquals(
                new Condition.AttributeNotExists(field("a")),
                condition("attribute_not_exists ( a )"));
        assertEquals(
                new Condition.BeginsWith(field("a"), text("x")), condition("begins_with(a, 'x')"));
        assertEquals(new Condition.Contains(field("a"), field("b")), condition("contains(a, b)"));
        assertEquals(
                new Condition.Comparison(
                        new Operand.Size(field("a")), Comparator.GREATER, number("5")),
                condition("size(a) > 5"));
    }

    @Test
    void not_binds_closer_than_and_which_binds_closer_than_or() {
        assertEquals(
                new Condition.Or(List.of(A, new Condition.And(List.of(B, new Condition.Not(C))))),
                condition("a = 1 OR b = 2 AND NOT c = 3"));
        assertEquals(
                new Condition.And(List.of(new Condition.Or(List.of(A, B)), C)),
                condition("(a = 1 OR b = 2) AND c = 3"));
        assertEquals(
                new Condition.Not(new Condition.And(List.of(A, B))),
                condition("NOT (a = 1 AND b = 2)"));
        assertEquals(
                new Condition.And(List.of(new Condition.Not(A), B)),
                condition("NOT a = 1 AND b = 2"));
    }

    @Test
    void the_and_of_between_is_not_a_conjunction() {
        assertEquals(
                new Condition.And(
                        List.of(new Condition.Between(field("a"), number("1"), number("2")), B)),
                condition("a BETWEEN 1 AND 2 AND b = 2"));
    }

    @Test
    void keywords_have_either_case_and_line_breaks_are_spaces() {
        assertEquals(
                condition("a = 1 OR NOT b BETWEEN 1 AND 2 AND c IN (1)"),
                condition("a=1\r\n\tor not b between 1 And 2 aNd c in(1)"));
    }

    @Test
    void names_of_functions_and_clauses_are_fields_too() {
        assertEquals(
                new Condition.And(
                        List.of(
                                new Condition.Comparison(
                                        field("size"), Comparator.EQUAL, field("contains")),
                                new Condition.Comparison(
                                        field("set"), Comparator.LESS, field("x", "in")))),
                condition("size = contains AND set < x.in"));
    }

    @Test
    void literals_are_strings_numbers_and_booleans() {
        assertEquals(text("it's"), right("a = 'it''s'"));
        assertEquals(text(""), right("a = ''"));
        assertEquals(text("'"), right("a = ''''"));
        assertEquals(text("AND $x"), right("a = 'AND $x'"));
        assertEquals(number("-12.50"), right("a = -12.50"));
        assertEquals(number("1E+3"), right("a = 1e3"));
        assertEquals(new Value.Literal(true), right("a = true"));
        assertEquals(new Value.Literal(false), right("a = false"));
        assertEquals(field("TRUE"), right("a = TRUE"));
        assertEquals(new Value.Negated(reference("n")), right("a = - $n"));
    }

    private static Operand right(String text) {
        return ((Condition.Comparison) condition(text)).right();
    }

    private static Condition equal(String field, String number) {
        return new Condition.Comparison(field(field), Comparator.EQUAL, number(number));
    }

    private static Operand.FieldPath field(String... names) {
        return new Operand.FieldPath(List.of(names));
    }

    private static Value.Reference reference(String root, String... path) {
        return new Value.Reference(Root.of(root), List.of(path));
    }

    private static Value text(String value) {
        return new Value.Literal(value);
    }

    private static Value number(String value) {
        return new Value.Literal(new BigDecimal(value));
    }
}
