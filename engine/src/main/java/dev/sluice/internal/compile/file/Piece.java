// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static java.util.stream.Collectors.toSet;

import dev.sluice.internal.compile.file.SchemaTokens.Token;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The text of one definition, which may be invalid.
record Piece(String text, List<Token> tokens) {
    private static final Pattern WORD = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    private static final Set<String> KEYWORDS =
            Set.of("type", "interface", "union", "enum", "input", "scalar");
    private static final Set<String> JOINING =
            Set.of("=", "|", "&", "@", ":", "on", "implements", "extend");
    private static final Set<String> AFTER_NAME = Set.of("{", "@", "implements", "=");

    Piece {
        tokens = List.copyOf(tokens);
    }

    /// Splits a file into its definitions. Returns null if a brace or a quote is missing, because
    /// it could belong anywhere.
    static @Nullable List<Piece> cut(String text) {
        var tokens = SchemaTokens.of(text);
        if (tokens == null) {
            return null;
        }
        var pieces = new ArrayList<Piece>();
        var depth = 0;
        var brackets = 0;
        var inBody = false;
        var from = 0;
        for (int at = 0; at < tokens.size(); at++) {
            var token = tokens.get(at).text();
            if (at > from && depth == 0 && begins(tokens, at, inBody)) {
                pieces.add(new Piece(text, tokens.subList(from, at)));
                from = at;
                brackets = 0;
                inBody = false;
            }
            if (depth == 0) {
                brackets +=
                        switch (token) {
                            case "(", "[" -> 1;
                            case ")", "]" -> -1;
                            default -> 0;
                        };
                inBody |= token.equals("{") && brackets == 0;
            }
            depth += token.equals("{") ? 1 : token.equals("}") ? -1 : 0;
            if (depth < 0) {
                return null;
            }
        }
        if (from < tokens.size()) {
            pieces.add(new Piece(text, tokens.subList(from, tokens.size())));
        }
        return depth == 0 ? pieces : null;
    }

    /// Returns whether a definition begins at a token that is outside all braces.
    ///
    /// @param closed whether the previous definition has its body
    private static boolean begins(List<Token> tokens, int at, boolean closed) {
        var token = tokens.get(at);
        var before = tokens.get(at - 1);
        if (before.isText() || JOINING.contains(before.text())) {
            return false;
        }
        if (closed || (token.isText() && isName(textAt(tokens, at + 1)))) {
            return true;
        }
        var next = textAt(tokens, at + 1);
        var third = textAt(tokens, at + 2);
        if (KEYWORDS.contains(token.text())) {
            return isName(next) && !third.equals(":");
        }
        return switch (token.text()) {
            case "schema" -> next.equals("{") || next.equals("@");
            case "directive" -> next.equals("@");
            case "extend" -> isName(next);
            default ->
                    token.first()
                            && isName(token.text())
                            && isName(next)
                            && AFTER_NAME.contains(third);
        };
    }

    private static String textAt(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).text() : "";
    }

    private static boolean isName(String text) {
        return text.matches("[_A-Za-z][_0-9A-Za-z]*") && !text.equals("implements");
    }

    /// Returns the definition alone, at its position in the file.
    String inPlace() {
        var start = tokens.getFirst().start();
        var line = Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('\r', start)) + 1;
        var before = text.substring(0, line).replaceAll("[^\r\n]+", "");
        return before + " ".repeat(start - line) + source();
    }

    String source() {
        return text.substring(tokens.getFirst().start(), tokens.getLast().end());
    }

    /// Returns what the definition declares: `type`, `schema`, or another keyword, or "" if it has
    /// none.
    String keyword() {
        var words = head();
        var first = words.isEmpty() ? "" : words.getFirst();
        return KEYWORDS.contains(first) || first.equals("schema") || first.equals("directive")
                ? first
                : "";
    }

    /// Returns the name that the definition declares, or null if it has none.
    @Nullable String name() {
        var words = head();
        return words.size() < 2 || keyword().equals("schema") ? null : words.get(1);
    }

    private List<String> head() {
        return tokens.stream()
                .map(Token::text)
                .filter(Piece::isName)
                .filter(word -> !word.equals("extend"))
                .limit(2)
                .toList();
    }

    /// Returns all names in the definition, including those inside its texts.
    Set<String> words() {
        return WORD.matcher(source()).results().map(MatchResult::group).collect(toSet());
    }
}
