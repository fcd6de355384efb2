// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

/// Reads the expressions of a schema file.
///
/// Strings stand in single quotes, doubled inside; numbers are DynamoDB's; `true` and `false` are
/// lower-case, keywords of either case, functions lower-case. Names are GraphQL's; `AND`, `OR`,
/// `NOT`, `BETWEEN`, `IN`, `true`, `false` and `null` are none. Nothing is known of the fields
/// here: whether they exist, and which forms a directive allows, is for the compiler to say.
///
/// No text makes a method throw anything but `ExpressionException`.
public final class Expressions {
    private Expressions() {}

    /// A key, a key condition, a condition or a filter.
    ///
    /// @throws ExpressionException where the text is none, or is nested more than 64 deep
    public static Condition condition(String text) {
        return new ConditionParser(new Tokens(text)).parse();
    }

    /// The `expression` of an update. Each of its clauses stands there once, and none changes a
    /// field that another changes.
    ///
    /// @throws ExpressionException where the text is none, or is nested more than 64 deep
    public static UpdateExpression update(String text) {
        return new UpdateParser(new Tokens(text)).parse();
    }

    /// The `item` of a put.
    ///
    /// @throws ExpressionException where the text is none
    public static ItemExpression item(String text) {
        return new ItemParser(new Tokens(text)).parse();
    }

    /// One value.
    ///
    /// @throws ExpressionException where the text is none
    public static Value value(String text) {
        var tokens = new Tokens(text);
        var value = new OperandParser(tokens).value();
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.expected("the end");
        }
        return value;
    }
}
