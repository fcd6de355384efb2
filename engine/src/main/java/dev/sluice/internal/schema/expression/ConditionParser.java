// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Parses conditions by recursive descent, with one method for each level of precedence.
///
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference",
/// "Precedence in conditions".
final class ConditionParser {
    private final Tokens tokens;
    private final OperandParser operands;

    ConditionParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
    }

    Condition parse() {
        Condition condition = or();
        tokens.expectEnd("AND, OR");
        return condition;
    }

    private Condition or() {
        return tokens.nested(() -> chain("OR", this::and, Condition.Or::new));
    }

    private Condition and() {
        return chain("AND", this::not, Condition.And::new);
    }

    private Condition chain(
            String keyword,
            Supplier<Condition> term,
            Function<List<Condition>, Condition> combined) {
        var terms = new ArrayList<Condition>();
        do {
            terms.add(term.get());
        } while (tokens.takeKeyword(keyword));
        return terms.size() == 1 ? terms.getFirst() : combined.apply(terms);
    }

    private Condition not() {
        if (tokens.takeKeyword("NOT")) {
            return new Condition.Not(tokens.nested(this::not));
        }
        if (tokens.takeSymbol("(")) {
            Condition condition = or();
            if (!tokens.takeSymbol(")")) {
                throw tokens.expected("AND, OR or ')'");
            }
            return condition;
        }
        Condition function = function();
        return function == null ? comparison() : function;
    }

    private @Nullable Condition function() {
        if (operands.isCall("attribute_exists")) {
            return new Condition.AttributeExists(operands.callOnField());
        }
        if (operands.isCall("attribute_not_exists")) {
            return new Condition.AttributeNotExists(operands.callOnField());
        }
        if (operands.isCall("begins_with")) {
            return new Condition.BeginsWith(operands.callWithField(), secondArgument());
        }
        if (operands.isCall("contains")) {
            return new Condition.Contains(operands.callWithField(), secondArgument());
        }
        return null;
    }

    private Operand secondArgument() {
        tokens.expectSymbol(",");
        Operand operand = operands.operand();
        tokens.expectSymbol(")");
        return operand;
    }

    private Condition comparison() {
        Operand left = operands.operand();
        if (tokens.takeKeyword("BETWEEN")) {
            Operand low = operands.operand();
            tokens.expectKeyword("AND");
            return new Condition.Between(left, low, operands.operand());
        }
        if (tokens.takeKeyword("IN")) {
            return in(left);
        }
        for (Comparator comparator : Comparator.values()) {
            if (tokens.takeSymbol(comparator.symbol())) {
                return new Condition.Comparison(left, comparator, operands.operand());
            }
        }
        throw tokens.expected("a comparison (= <> < <= > >= BETWEEN IN)");
    }

    private Condition in(Operand left) {
        if (tokens.takeSymbol("(")) {
            var options = new ArrayList<Operand>();
            do {
                options.add(operands.operand());
            } while (tokens.takeSymbol(","));
            if (!tokens.takeSymbol(")")) {
                throw tokens.expected("',' or ')'");
            }
            return new Condition.In(left, options);
        }
        if (left instanceof Operand.FieldPath field
                && tokens.peek().kind() == Token.Kind.REFERENCE) {
            return new Condition.InList(field, operands.reference());
        }
        throw tokens.expected(
                left instanceof Operand.FieldPath ? "'(' or a list such as $ids" : "'('");
    }
}
