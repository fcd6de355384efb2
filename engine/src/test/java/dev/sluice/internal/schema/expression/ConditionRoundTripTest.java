// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes random conditions with as few parentheses as precedence allows, and parses them again.
final class ConditionRoundTripTest {
    private static final int OR = 0;
    private static final int AND = 1;
    private static final int NOT = 2;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    @Test
    void a_written_condition_reads_as_itself() {
        for (int i = 0; i < 20_000; i++) {
            Condition condition = condition(4);
            String text = written(condition, OR);
            assertEquals(condition, Expressions.condition(text), text);
        }
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 12)) {
            case 0 -> new Condition.Between(operand(), operand(), operand());
            case 1 -> new Condition.In(operand(), List.of(operand(), operand()));
            case 2 -> new Condition.InList(field(), reference());
            case 3 -> new Condition.AttributeExists(field());
            case 4 -> new Condition.AttributeNotExists(field());
            case 5 -> new Condition.BeginsWith(field(), operand());
            case 6 -> new Condition.Contains(field(), operand());
            case 7 ->
                    new Condition.Comparison(
                            operand(), any(List.of(Comparator.values())), operand());
            case 8 -> new Condition.Not(condition(depth - 1));
            case 9 -> new Condition.Or(terms(depth));
            default -> new Condition.And(terms(depth));
        };
    }

    private List<Condition> terms(int depth) {
        return Stream.generate(() -> condition(depth - 1)).limit(2 + random.nextInt(2)).toList();
    }

    private Operand operand() {
        return switch (random.nextInt(8)) {
            case 0 -> new Operand.Size(field());
            case 1 -> reference();
            case 2 -> new Value.Negated(reference());
            case 5 ->
                    new Value.Shifted(
                            new Value.Reference(Root.Reserved.NOW, List.of()),
                            new TimeShift(
                                    random.nextInt(-99, 99),
                                    any(List.of(TimeShift.Unit.values()))));
            case 6 ->
                    new Value.Extreme(
                            random.nextBoolean(),
                            reference(),
                            random.nextBoolean()
                                    ? reference()
                                    : new Value.Extreme(
                                            random.nextBoolean(), reference(), reference()));
            case 3 -> new Value.Literal(any(List.of("", "it's", "'' AND", "é😀")));
            case 4 -> new Value.Literal(new BigDecimal(any(List.of("0", "-1", "12.50", "1E+9"))));
            default -> field();
        };
    }

    private Operand.FieldPath field() {
        return new Operand.FieldPath(
                any(List.of(List.of("a"), List.of("size"), List.of("a", "or"))));
    }

    private Value.Reference reference() {
        return new Value.Reference(
                Root.of(any(List.of("now", "in"))), any(List.of(List.of(), List.of("x", "y"))));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String written(Condition condition, int outer) {
        return switch (condition) {
            case Condition.Or(var terms) -> chain(terms, " or ", AND, OR < outer);
            case Condition.And(var terms) -> chain(terms, " AND ", NOT, AND < outer);
            case Condition.Not(var term) -> "NOT " + written(term, NOT);
            case Condition.Comparison(var left, var comparator, var right) ->
                    written(left) + comparator.symbol() + written(right);
            case Condition.Between(var operand, var low, var high) ->
                    "%s BETWEEN %s AND %s".formatted(written(operand), written(low), written(high));
            case Condition.In(var operand, var options) ->
                    options.stream()
                            .map(ConditionRoundTripTest::written)
                            .collect(Collectors.joining(",", written(operand) + " IN (", ")"));
            case Condition.InList(var field, var list) -> written(field) + " IN " + written(list);
            case Condition.AttributeExists(var field) -> "attribute_exists(" + written(field) + ")";
            case Condition.AttributeNotExists(var field) ->
                    "attribute_not_exists(" + written(field) + ")";
            case Condition.BeginsWith(var field, var prefix) ->
                    "begins_with(%s, %s)".formatted(written(field), written(prefix));
            case Condition.Contains(var field, var operand) ->
                    "contains(%s, %s)".formatted(written(field), written(operand));
        };
    }

    /// A chain inside a chain of the same kind needs parentheses. Without them, both would be
    /// parsed as one longer chain.
    private static String chain(
            List<Condition> terms, String keyword, int inner, boolean parentheses) {
        String chain =
                terms.stream()
                        .map(term -> written(term, inner))
                        .collect(Collectors.joining(keyword));
        return parentheses ? "(" + chain + ")" : chain;
    }

    private static String written(Operand operand) {
        return switch (operand) {
            case Operand.FieldPath(var names) -> String.join(".", names);
            case Operand.Size(var field) -> "size(" + written(field) + ")";
            case Value.Literal(String text) -> "'" + text.replace("'", "''") + "'";
            case Value.Literal(Object value) -> value.toString();
            case Value.Reference(var root, var path) ->
                    "$"
                            + String.join(
                                    ".",
                                    Stream.concat(Stream.of(root.text()), path.stream()).toList());
            case Value.Negated(var value) -> "-" + written(value);
            case Value.Shifted(var time, var by) -> written(time) + by.text();
            case Value.Extreme(var greatest, var one, var other) ->
                    "%s(%s, %s)".formatted(greatest ? "max" : "min", written(one), written(other));
            case Value.Element _, Value.OfGlobalId _, Value.Edited _ ->
                    throw new IllegalArgumentException("no expression spells it");
        };
    }
}
