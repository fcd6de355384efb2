// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// @param text the token as written in the expression; for `INVALID`, the fault
/// @param offset where it starts, in `char`s from 0
record Token(Kind kind, String text, int offset) {
    private static final int SHOWN = 64;

    enum Kind {
        /// A name or a dotted path: keyword, function or field.
        WORD,
        /// `$root.path`.
        REFERENCE,
        NUMBER,
        /// Includes its quotes.
        STRING,
        SYMBOL,
        /// Text that starts no token. It is the last token.
        INVALID,
        END
    }

    /// Ignores the case of keywords, as DynamoDB does.
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    List<String> names() {
        return List.of((kind == Kind.REFERENCE ? text.substring(1) : text).split("\\."));
    }

    String described() {
        return switch (kind) {
            case END -> "the end";
            case INVALID -> text;
            case WORD, REFERENCE, NUMBER, STRING, SYMBOL ->
                    text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        };
    }
}
