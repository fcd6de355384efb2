// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;
import java.util.function.Supplier;

/// The tokens of one expression, read from left to right.
final class Tokens {
    /// Deeper expressions are refused, long before they could exhaust the stack.
    static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(String text) {
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    /// Returns whether a `(` follows the next token.
    boolean opensCall() {
        return at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(");
    }

    /// Returns the next token. Never moves past the last one.
    Token next() {
        Token token = peek();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean takeSymbol(String symbol) {
        return take(peek().isSymbol(symbol));
    }

    boolean takeKeyword(String keyword) {
        return take(peek().isKeyword(keyword));
    }

    private boolean take(boolean matches) {
        if (matches) {
            next();
        }
        return matches;
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    void expectKeyword(String keyword) {
        if (!takeKeyword(keyword)) {
            throw expected(keyword);
        }
    }

    /// @param others what else may follow here, for the message
    void expectEnd(String others) {
        if (peek().kind() != Token.Kind.END) {
            throw expected(others + " or the end");
        }
    }

    ExpressionException expected(String what) {
        return fault(peek(), "found %s where %s was expected".formatted(peek().described(), what));
    }

    static ExpressionException fault(Token token, String fault) {
        return new ExpressionException(token.offset(), fault);
    }

    /// Parses something that may contain itself.
    <T> T nested(Supplier<T> reader) {
        if (depth == MAX_DEPTH) {
            throw fault(peek(), "nested more than %d deep".formatted(MAX_DEPTH));
        }
        depth++;
        T read = reader.get();
        depth--;
        return read;
    }
}
