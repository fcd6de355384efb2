// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Parses update expressions: clauses, each with a keyword and its actions.
final class UpdateParser {
    private enum Clause {
        SET,
        REMOVE,
        ADD,
        DELETE
    }

    private final Tokens tokens;
    private final OperandParser operands;
    private final List<UpdateExpression.Action> actions = new ArrayList<>();
    private final List<Operand.FieldPath> changed = new ArrayList<>();

    UpdateParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
    }

    UpdateExpression parse() {
        var clauses = EnumSet.noneOf(Clause.class);
        do {
            Token token = tokens.peek();
            Clause clause = clause(clauses.isEmpty());
            if (!clauses.add(clause)) {
                throw Tokens.fault(
                        token, "found a second %s, which belongs to the first".formatted(clause));
            }
            do {
                actions.add(action(clause));
            } while (tokens.takeSymbol(","));
        } while (tokens.peek().kind() != Token.Kind.END);
        return new UpdateExpression(actions);
    }

    private Clause clause(boolean first) {
        for (Clause clause : Clause.values()) {
            if (tokens.takeKeyword(clause.name())) {
                return clause;
            }
        }
        throw tokens.expected(
                first
                        ? "SET, REMOVE, ADD or DELETE"
                        : "',', another of SET, REMOVE, ADD and DELETE, or the end");
    }

    private UpdateExpression.Action action(Clause clause) {
        return switch (clause) {
            case SET -> set();
            case REMOVE -> new UpdateExpression.Remove(changed());
            case ADD -> new UpdateExpression.Add(changed(), operands.value());
            case DELETE -> new UpdateExpression.Delete(changed(), operands.value());
        };
    }

    /// Parses a field to change. It must not overlap with a path that another action changes:
    /// DynamoDB refuses overlapping paths.
    private Operand.FieldPath changed() {
        Token token = tokens.peek();
        Operand.FieldPath field = operands.fieldPath();
        for (Operand.FieldPath other : changed) {
            int shared = Math.min(field.names().size(), other.names().size());
            if (field.names().subList(0, shared).equals(other.names().subList(0, shared))) {
                throw Tokens.fault(
                        token, "found a second change of %s".formatted(token.described()));
            }
        }
        changed.add(field);
        return field;
    }

    private UpdateExpression.Action set() {
        if (tokens.takeSymbol("...")) {
            return new UpdateExpression.SetAll(operands.reference());
        }
        Operand.FieldPath field = changed();
        tokens.expectSymbol("=");
        return new UpdateExpression.Set(field, setValue());
    }

    private SetValue setValue() {
        SetValue.Term term = term();
        if (tokens.takeSymbol("+")) {
            return new SetValue.Sum(term, term());
        }
        return tokens.takeSymbol("-") ? new SetValue.Difference(term, term()) : term;
    }

    private SetValue.Term term() {
        if (operands.isCall("if_not_exists")) {
            Operand.FieldPath field = operands.callWithField();
            return new SetValue.IfNotExists(field, secondArgument());
        }
        if (operands.isCall("list_append")) {
            tokens.next();
            tokens.expectSymbol("(");
            return new SetValue.ListAppend(tokens.nested(this::term), secondArgument());
        }
        var edit = operands.listEdit();
        if (edit != null) {
            return new SetValue.Of(operands.edited(edit));
        }
        if (tokens.peek().isSymbol("[")) {
            return new SetValue.Of(operands.valueOrEmptyList());
        }
        return switch (operands.fieldOrValue()) {
            case Operand.FieldPath field -> new SetValue.OfField(field);
            case Value value -> new SetValue.Of(value);
            case Operand.Size _ -> throw tokens.expected("a field or a value");
        };
    }

    private SetValue.Term secondArgument() {
        tokens.expectSymbol(",");
        SetValue.Term term = tokens.nested(this::term);
        tokens.expectSymbol(")");
        return term;
    }
}
