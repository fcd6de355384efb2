// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;

/// Checks the text of a document against limits before it is parsed, because the time to parse can
/// grow faster than the text. Makes one pass over the characters.
///
/// Source: GraphQL specification, "Language", "Lexical Tokens". Text that is not a token counts as
/// one; the parser refuses it.
final class TextLimits {
    private static final String BLOCK = "\"\"\"";
    private static final String ESCAPED_BLOCK = "\\\"\"\"";

    private final String text;
    private final RequestLimits limits;
    private int at;
    private int tokens;
    private int open;

    private TextLimits(String text, RequestLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /// @throws Refusal LIMIT_EXCEEDED
    static void check(String text, RequestLimits limits) {
        limits.require(Limit.DOCUMENT_CHARACTERS, text.length());
        new TextLimits(text, limits).check();
    }

    private void check() {
        while (at < text.length()) {
            var first = text.charAt(at);
            if (isIgnored(first)) {
                at++;
            } else if (first == '#') {
                skipComment();
            } else {
                limits.require(Limit.DOCUMENT_TOKENS, ++tokens);
                token(first);
            }
        }
    }

    private void token(char first) {
        if (isNameStart(first)) {
            limits.require(Limit.NAME_CHARACTERS, skipName());
        } else if (first == '-' || isDigit(first)) {
            limits.require(Limit.NUMBER_CHARACTERS, skipNumber());
        } else if (text.startsWith(BLOCK, at)) {
            skipBlock();
        } else if (first == '"') {
            skipString();
        } else {
            bracket(first);
            at += text.startsWith("...", at) ? 3 : 1;
        }
    }

    private void bracket(char character) {
        if ("([{".indexOf(character) >= 0) {
            limits.require(Limit.NESTING, ++open);
        } else if (")]}".indexOf(character) >= 0) {
            open--;
        }
    }

    private int skipName() {
        var start = at;
        while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return at - start;
    }

    private int skipNumber() {
        var start = at;
        do {
            at++;
        } while (at < text.length()
                && (isDigit(text.charAt(at)) || "+-.eE".indexOf(text.charAt(at)) >= 0));
        return at - start;
    }

    private void skipComment() {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"' && !isLineEnd(text.charAt(at))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipBlock() {
        at += BLOCK.length();
        while (at < text.length() && !text.startsWith(BLOCK, at)) {
            at += text.startsWith(ESCAPED_BLOCK, at) ? ESCAPED_BLOCK.length() : 1;
        }
        at += BLOCK.length();
    }

    private static boolean isIgnored(char character) {
        return character == ' '
                || character == '\t'
                || character == ','
                || character == '\uFEFF'
                || isLineEnd(character);
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private static boolean isNameStart(char character) {
        return character == '_'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
