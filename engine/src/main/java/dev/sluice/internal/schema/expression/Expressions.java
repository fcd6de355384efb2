// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

/// Parses the expressions of a schema file.
///
/// Strings are in single quotes, and a quote inside is doubled. Numbers are DynamoDB's. `true` and
/// `false` are lower-case, keywords can have either case, functions are lower-case. Names are
/// GraphQL's, except `AND`, `OR`, `NOT`, `BETWEEN`, `IN`, `true`, `false` and `null`. The parser
/// knows nothing about fields: the compiler checks whether they exist and which forms a directive
/// allows.
///
/// A method throws only `ExpressionException`, whatever the text is.
public final class Expressions {
    private Expressions() {}

    /// Parses a key, a key condition, a condition or a filter.
    ///
    /// @throws ExpressionException if the text is not one, or is nested more than 64 levels deep
    public static Condition condition(String text) {
        return new ConditionParser(new Tokens(text)).parse();
    }

    /// Parses the `expression` of an update. Each clause may occur once, and two actions may not
    /// change the same field.
    ///
    /// @throws ExpressionException if the text is not one, or is nested more than 64 levels deep
    public static UpdateExpression update(String text) {
        return new UpdateParser(new Tokens(text)).parse();
    }

    /// Parses the `item` of a put.
    ///
    /// @throws ExpressionException if the text is not one
    public static ItemExpression item(String text) {
        return new ItemParser(new Tokens(text)).parse();
    }

    /// Parses one value.
    ///
    /// @throws ExpressionException if the text is not one
    public static Value value(String text) {
        var tokens = new Tokens(text);
        var value = new OperandParser(tokens).value();
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.expected("the end");
        }
        return value;
    }
}
