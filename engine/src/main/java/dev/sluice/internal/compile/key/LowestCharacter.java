// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import com.google.re2j.Pattern;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.ScalarKind;

import java.util.Objects;

/// Finds the lowest character that the values of a field can contain. It reads only patterns of
/// single characters, classes, groups and repetitions. For others, it returns 0, the lowest of all.
final class LowestCharacter {
    private static final char ANY = 0;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{\\d+(,\\d*)?}");

    private final String pattern;
    private int at;
    private char lowest = Character.MAX_VALUE;

    private LowestCharacter(String pattern) {
        this.pattern = pattern;
    }

    /// The names of enum values have letters, digits and underscores.
    static char of(Attribute attribute) {
        if (attribute.type() instanceof AttributeType.Scalar(var kind) && kind == ScalarKind.ENUM) {
            return '0';
        }
        return (char)
                attribute.constraints().stream()
                        .map(Constraint::pattern)
                        .filter(Objects::nonNull)
                        .map(Pattern::pattern)
                        .mapToInt(LowestCharacter::of)
                        .max()
                        .orElse(ANY);
    }

    static char of(String pattern) {
        return new LowestCharacter(pattern).find();
    }

    private char find() {
        while (at < pattern.length() && lowest != ANY) {
            char c = pattern.charAt(at);
            switch (c) {
                case '.' -> lowest = ANY;
                case '[' -> characterClass();
                case '\\' -> add(escaped());
                case '(' -> group();
                case '{' -> repetition();
                case ')', '|', '*', '+', '?', '^', '$' -> at++;
                default -> {
                    add(c);
                    at++;
                }
            }
        }
        return lowest == Character.MAX_VALUE ? ANY : lowest;
    }

    private void add(char c) {
        lowest = (char) Math.min(lowest, c);
    }

    private void group() {
        if (pattern.startsWith("(?", at)) {
            if (!pattern.startsWith("(?:", at)) {
                lowest = ANY;
            }
            at += 2;
        }
        at++;
    }

    private void repetition() {
        var matcher = REPETITION.matcher(pattern).region(at, pattern.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
        } else {
            add('{');
            at++;
        }
    }

    /// Reads an escape. Returns the lowest character that it means.
    private char escaped() {
        char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : ANY;
        at += 2;
        if (c == 'd' || c == 'w') {
            return '0';
        }
        return c < 0x80 && !Character.isLetterOrDigit(c) ? c : ANY;
    }

    /// The first character of a range is its lowest.
    private void characterClass() {
        at++;
        if (pattern.startsWith("^", at)) {
            lowest = ANY;
            return;
        }
        for (var isFirst = true; isFirst || !pattern.startsWith("]", at); isFirst = false) {
            if (at >= pattern.length() || pattern.startsWith("[:", at)) {
                lowest = ANY;
                return;
            }
            add(ofClass());
            if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
                at++;
                var _ = ofClass();
            }
        }
        at++;
    }

    private char ofClass() {
        if (at >= pattern.length()) {
            return ANY;
        }
        return pattern.charAt(at) == '\\' ? escaped() : pattern.charAt(at++);
    }
}
