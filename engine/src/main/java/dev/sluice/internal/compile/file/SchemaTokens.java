// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Splits GraphQL into its tokens, even if a parser fails.
///
/// Source: GraphQL specification, "Lexical Tokens".
final class SchemaTokens {
    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final List<Token> all = new ArrayList<>();

    /// A word, a text in quotes, or any other single character.
    ///
    /// @param first whether it is the first on its line
    record Token(String text, int start, int end, boolean first) {
        boolean isWord() {
            return isWordPart(text.charAt(0));
        }

        boolean isText() {
            return text.startsWith("\"");
        }

        boolean is(String other) {
            return text.equals(other);
        }
    }

    private SchemaTokens(String text) {
        this.text = text;
    }

    /// Returns the tokens without comments and commas, or null if a text in quotes is not closed.
    static @Nullable List<Token> of(String text) {
        var tokens = new SchemaTokens(text);
        return tokens.split() ? List.copyOf(tokens.all) : null;
    }

    private boolean split() {
        var first = true;
        for (int at = 0; at < text.length(); ) {
            var c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                first = true;
                at++;
            } else if (Character.isWhitespace(c) || c == ',' || c == '\uFEFF') {
                at++;
            } else if (c == '#') {
                at = endOfLine(at);
            } else {
                var end = c == '"' ? endOfText(at) : isWordPart(c) ? endOfWord(at) : at + 1;
                if (end < 0) {
                    return false;
                }
                all.add(new Token(text.substring(at, end), at, end, first));
                first = false;
                at = end;
            }
        }
        return true;
    }

    private int endOfLine(int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int endOfWord(int from) {
        var at = from;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int endOfText(int from) {
        if (text.startsWith(BLOCK, from)) {
            var end = text.indexOf(BLOCK, from + BLOCK.length());
            while (end > 0 && text.charAt(end - 1) == '\\') {
                end = text.indexOf(BLOCK, end + BLOCK.length());
            }
            return end < 0 ? -1 : end + BLOCK.length();
        }
        var line = endOfLine(from + 1);
        for (int at = from + 1; at < line; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
