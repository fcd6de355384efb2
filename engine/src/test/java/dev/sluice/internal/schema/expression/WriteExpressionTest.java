// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import static dev.sluice.internal.schema.expression.Expressions.item;
import static dev.sluice.internal.schema.expression.Expressions.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

final class WriteExpressionTest {
    private static final Operand.FieldPath A = new Operand.FieldPath(List.of("a"));
    private static final Operand.FieldPath B = new Operand.FieldPath(List.of("b"));
    private static final Value.Reference V = new Value.Reference(Root.of("v"), List.of());
    private static final Value.Reference INPUT = new Value.Reference(Root.of("input"), List.of());
    private static final Value ONE = new Value.Literal(BigDecimal.ONE);

    @Test
    void set_assigns_values_fields_and_arithmetic() {
        assertEquals(new SetValue.Of(new Value.Literal("CANCELLED")), set("SET a = 'CANCELLED'"));
        assertEquals(new SetValue.OfField(B), set("SET a = b"));
        assertEquals(
                new SetValue.Sum(new SetValue.OfField(B), new SetValue.Of(V)),
                set("SET a = b + $v"));
        assertEquals(
                new SetValue.Difference(new SetValue.OfField(A), new SetValue.Of(ONE)),
                set("set a = a -1"));
        assertEquals(new SetValue.Of(new Value.Negated(V)), set("SET a = -$v"));
    }

    @Test
    void set_calls_functions_inside_one_another() {
        assertEquals(
                new SetValue.Sum(
                        new SetValue.IfNotExists(A, new SetValue.Of(ONE)), new SetValue.Of(V)),
                set("SET a = if_not_exists(a, 1) + $v"));
        assertEquals(
                new SetValue.ListAppend(
                        new SetValue.IfNotExists(A, new SetValue.Of(V)), new SetValue.OfField(B)),
                set("SET a = list_append(if_not_exists(a, $v), b)"));
    }

    @Test
    void set_takes_the_fields_that_were_sent() {
        assertEquals(
                List.of(
                        new UpdateExpression.SetAll(INPUT),
                        new UpdateExpression.Set(A, new SetValue.Of(V))),
                update("SET ...$input, a = $v").actions());
    }

    @Test
    void clauses_follow_one_another_in_any_order() {
        assertEquals(
                List.of(
                        new UpdateExpression.Add(
                                new Operand.FieldPath(List.of("stock")),
                                new Value.Negated(
                                        new Value.Reference(Root.of("each"), List.of("quantity")))),
                        new UpdateExpression.Remove(A),
                        new UpdateExpression.Remove(new Operand.FieldPath(List.of("c", "d"))),
                        new UpdateExpression.Delete(B, V)),
                update("ADD stock -$each.quantity remove a, c.d Delete b $v").actions());
    }

    @Test
    void names_of_clauses_are_fields_too() {
        assertEquals(
                List.of(
                        new UpdateExpression.Set(
                                new Operand.FieldPath(List.of("add")),
                                new SetValue.OfField(new Operand.FieldPath(List.of("remove")))),
                        new UpdateExpression.Remove(new Operand.FieldPath(List.of("set")))),
                update("SET add = remove REMOVE set").actions());
    }

    @Test
    void an_item_is_values_and_the_fields_that_were_sent() {
        assertEquals(
                List.of(
                        new ItemExpression.All(INPUT),
                        new ItemExpression.FieldValue(
                                "customerId",
                                new Value.Reference(Root.of("claims"), List.of("sub"))),
                        new ItemExpression.FieldValue("open", new Value.Literal(true))),
                item("...$input, customerId = $claims.sub, open = true").parts());
    }

    private static SetValue set(String text) {
        return ((UpdateExpression.Set) update(text).actions().getFirst()).value();
    }
}
