// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Parses fields and values, which all expressions share.
final class OperandParser {
    private static final Set<String> RESERVED = reserved();

    /// Source: Amazon DynamoDB Developer Guide, "Data types", "Number".
    private static final int MAX_DIGITS = 38;

    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;

    private final Tokens tokens;

    OperandParser(Tokens tokens) {
        this.tokens = tokens;
    }

    private static Set<String> reserved() {
        var words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        words.addAll(List.of("AND", "OR", "NOT", "BETWEEN", "IN"));
        return words;
    }

    /// Parses a field, a value or `size(field)`.
    Operand operand() {
        if (isCall("size")) {
            return new Operand.Size(callOnField());
        }
        if (isValue()) {
            return value();
        }
        return fieldPath("a field or a value");
    }

    Operand fieldOrValue() {
        return isValue() ? value() : fieldPath("a field or a value");
    }

    Operand.FieldPath fieldPath() {
        return fieldPath("a field");
    }

    private Operand.FieldPath fieldPath(String expected) {
        Token token = tokens.peek();
        if (token.isWord("null")) {
            throw Tokens.fault(
                    token, "found null, which is stored as absent: see attribute_not_exists");
        }
        if (token.kind() != Token.Kind.WORD
                || isLiteralWord(token)
                || RESERVED.contains(token.text())) {
            throw tokens.expected(expected);
        }
        if (tokens.opensCall()) {
            throw Tokens.fault(
                    token,
                    "found %s, which is not a function here, where %s was expected"
                            .formatted(token.described(), expected));
        }
        return new Operand.FieldPath(tokens.next().names());
    }

    boolean isCall(String function) {
        return tokens.peek().isWord(function) && tokens.opensCall();
    }

    /// Parses `name(field)`, starting at the name.
    Operand.FieldPath callOnField() {
        Operand.FieldPath field = callWithField();
        tokens.expectSymbol(")");
        return field;
    }

    /// Parses `name(field` of a longer call, starting at the name.
    Operand.FieldPath callWithField() {
        tokens.next();
        tokens.expectSymbol("(");
        return fieldPath();
    }

    Value value() {
        Token token = tokens.peek();
        if (tokens.takeSymbol("-")) {
            return negated();
        }
        if (!isValue()) {
            throw tokens.expected("a value");
        }
        return switch (token.kind()) {
            case REFERENCE -> shifted(reference());
            case NUMBER -> new Value.Literal(number(tokens.next()));
            case STRING -> new Value.Literal(string(tokens.next()));
            case WORD -> isExtreme() ? extreme() : new Value.Literal(tokens.next().isWord("true"));
            case SYMBOL, INVALID, END -> throw tokens.expected("a value");
        };
    }

    /// Parses `[]`, or any other value.
    Value valueOrEmptyList() {
        if (!tokens.takeSymbol("[")) {
            return value();
        }
        tokens.expectSymbol("]");
        return new Value.Literal(List.of());
    }

    /// Parses the length after `$now`, if there is one.
    private Value shifted(Value.Reference time) {
        if (time.root() != Root.Reserved.NOW || !time.path().isEmpty()) {
            return time;
        }
        if (tokens.takeSymbol("+")) {
            return new Value.Shifted(time, length());
        }
        return tokens.takeSymbol("-") ? new Value.Shifted(time, length().negated()) : time;
    }

    private TimeShift length() {
        Token count = tokens.peek();
        if (count.kind() != Token.Kind.NUMBER) {
            throw tokens.expected("a length such as 24h");
        }
        tokens.next();
        var unit = TimeShift.Unit.of(tokens.peek().text());
        if (unit.isEmpty() || tokens.peek().kind() != Token.Kind.WORD) {
            throw tokens.expected("one of the units s, m, h and d");
        }
        tokens.next();
        try {
            var length = new TimeShift(number(count).longValueExact(), unit.get());
            if (length.isShort()) {
                return length;
            }
        } catch (ArithmeticException fraction) {
            // Reported below, like a length that is too long.
        }
        throw Tokens.fault(
                count,
                "found %s where a whole number was expected, for at most a thousand years"
                        .formatted(count.described()));
    }

    private boolean isExtreme() {
        return isCall("min") || isCall("max");
    }

    /// Parses `min(one, other)` or `max(one, other)`.
    private Value.Extreme extreme() {
        boolean greatest = tokens.next().isWord("max");
        tokens.expectSymbol("(");
        Value one = tokens.nested(this::compared);
        tokens.expectSymbol(",");
        Value other = tokens.nested(this::compared);
        tokens.expectSymbol(")");
        return new Value.Extreme(greatest, one, other);
    }

    private Value compared() {
        return isExtreme() ? extreme() : reference();
    }

    /// Returns the change of a list whose call begins here, or null if none does.
    @Nullable ListEdit listEdit() {
        return tokens.peek().kind() == Token.Kind.WORD && tokens.opensCall()
                ? ListEdit.of(tokens.peek().text()).orElse(null)
                : null;
    }

    /// Parses `list_put($name.field, $object)` and the like, starting at the name.
    Value.Edited edited(ListEdit edit) {
        tokens.next();
        tokens.expectSymbol("(");
        Value.Reference list = reference();
        tokens.expectSymbol(",");
        Value given = value();
        tokens.expectSymbol(")");
        return new Value.Edited(edit, list, given, "");
    }

    Value.Reference reference() {
        if (tokens.peek().kind() != Token.Kind.REFERENCE) {
            throw tokens.expected("a reference such as $input");
        }
        List<String> names = tokens.next().names();
        return new Value.Reference(Root.of(names.getFirst()), names.subList(1, names.size()));
    }

    private Value negated() {
        return switch (tokens.peek().kind()) {
            case NUMBER -> new Value.Literal(number(tokens.next()).negate());
            case REFERENCE -> new Value.Negated(reference());
            case WORD, STRING, SYMBOL, INVALID, END ->
                    throw tokens.expected("a number or a reference");
        };
    }

    private boolean isValue() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case REFERENCE, NUMBER, STRING -> true;
            case WORD -> isLiteralWord(token) || isExtreme();
            case SYMBOL -> token.isSymbol("-");
            case INVALID, END -> false;
        };
    }

    private static boolean isLiteralWord(Token token) {
        return token.isWord("true") || token.isWord("false");
    }

    private static String string(Token token) {
        return token.text().substring(1, token.text().length() - 1).replace("''", "'");
    }

    private static BigDecimal number(Token token) {
        try {
            var number = new BigDecimal(token.text());
            long exponent = (long) number.precision() - number.scale() - 1;
            if (number.precision() <= MAX_DIGITS
                    && (number.signum() == 0
                            || (MIN_EXPONENT <= exponent && exponent <= MAX_EXPONENT))) {
                return number;
            }
        } catch (NumberFormatException beyondBigDecimal) {
            // Reported below, like any other number that DynamoDB cannot hold.
        }
        throw Tokens.fault(
                token,
                "found %s, but DynamoDB's numbers have at most %d digits, between 1E%d and 1E%d"
                        .formatted(token.described(), MAX_DIGITS, MIN_EXPONENT, MAX_EXPONENT + 1));
    }
}
