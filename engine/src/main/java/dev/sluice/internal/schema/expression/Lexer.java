// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.ArrayList;
import java.util.List;

/// Splits an expression into tokens. Never fails: it returns text that is not a token as a token of
/// kind `INVALID`, so that faults are reported in the order of the text.
final class Lexer {
    /// Longer symbols come first.
    private static final List<String> SYMBOLS =
            List.of("...", "<>", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ",", "+", "-");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// Returns at least one token. The last token, and no other, is `END` or `INVALID`.
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        while (lexer.next()) {}
        return lexer.tokens;
    }

    private boolean next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == text.length()) {
            return last(Token.Kind.END, "", at);
        }
        char c = text.charAt(at);
        if (isNameStart(c)) {
            return path(at);
        }
        if (c == '$') {
            return path(at + 1);
        }
        if (c == '\'') {
            return string();
        }
        return isDigit(c) ? number() : symbol();
    }

    /// Returns whether a token starts here whose first name begins at `start`.
    private boolean path(int start) {
        int end = start;
        while (true) {
            if (!isNameStart(charAt(end))) {
                String before = end == start ? "$" : ".";
                return last(Token.Kind.INVALID, "'%s' without a name".formatted(before), end - 1);
            }
            while (isNameStart(charAt(end)) || isDigit(charAt(end))) {
                end++;
            }
            if (charAt(end) == ':' && start == at && isNameStart(charAt(end + 1))) {
                end++;
                continue;
            }
            if (charAt(end) != '.') {
                return token(start > at ? Token.Kind.REFERENCE : Token.Kind.WORD, end);
            }
            end++;
        }
    }

    private boolean string() {
        int end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) != '\'') {
                end++;
            } else if (charAt(end + 1) == '\'') {
                end += 2;
            } else {
                return token(Token.Kind.STRING, end + 1);
            }
        }
        return last(Token.Kind.INVALID, "a string without its closing quote", at);
    }

    private boolean number() {
        int end = digits(at);
        if (charAt(end) == '.' && isDigit(charAt(end + 1))) {
            end = digits(end + 1);
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int exponent = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(charAt(exponent))) {
                end = digits(exponent);
            }
        }
        return token(Token.Kind.NUMBER, end);
    }

    private int digits(int start) {
        int end = start;
        while (isDigit(charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                return token(Token.Kind.SYMBOL, at + symbol.length());
            }
        }
        String found = Character.toString(text.codePointAt(at));
        return last(Token.Kind.INVALID, found, at);
    }

    private boolean token(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
        return true;
    }

    private boolean last(Token.Kind kind, String described, int offset) {
        tokens.add(new Token(kind, described, offset));
        return false;
    }

    /// Returns the character at `index`, or, after the end, U+0000, which no token contains.
    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }
}
