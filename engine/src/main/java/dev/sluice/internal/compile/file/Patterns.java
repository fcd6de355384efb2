// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/// Compiles the patterns of a schema file with RE2/J, whose matching time is linear in the length
/// of the text, whatever the pattern. Reports syntax that RE2 does not support, or reads
/// differently from `java.util.regex`.
public final class Patterns {
    /// The slowest pattern of this size matches a text of 60 KB within seconds.
    private static final int MAX_SIZE = 1_000;

    private Patterns() {}

    /// What is wrong with a pattern, and where.
    private record Fault(int offset, String fault, String fix) {}

    /// @return null if a problem was reported
    public static @Nullable Pattern compile(Text text, String coordinate, Problems problems) {
        var pattern = text.value();
        var fault = nestedClass(pattern);
        if (fault == null) {
            try {
                var compiled = Pattern.compile(pattern);
                if (compiled.programSize() <= MAX_SIZE) {
                    return compiled;
                }
                fault =
                        new Fault(
                                0,
                                "the pattern is too large: it repeats too much",
                                "repeat less, or bound the length with maxLength");
            } catch (PatternSyntaxException e) {
                fault = refused(pattern, e);
            }
        }
        problems.report(text, fault.offset(), coordinate, fault.fault(), fault.fix());
        return null;
    }

    private static Fault refused(String pattern, PatternSyntaxException e) {
        var part = e.getPattern();
        var offset = Math.max(0, pattern.indexOf(part));
        for (var look : new String[] {"(?=", "(?!", "(?<=", "(?<!"}) {
            if (part.startsWith(look)) {
                return lacking(
                        offset,
                        "look-around",
                        look,
                        "write one pattern without it, or give the scalar one pattern and the field"
                                + " another: both must match");
            }
        }
        if (part.startsWith("(?>")) {
            return lacking(
                    offset, "atomic group", "(?>", "write `(?:`, since RE2 does not backtrack");
        }
        if (part.startsWith("\\k") || part.matches("\\\\[1-9].*")) {
            return lacking(
                    offset,
                    "back-reference",
                    part,
                    "spell out what may be repeated, as in `(?:aa|bb)`");
        }
        if (part.matches("[*+?}].*[+]|[{].*[}][+]")) {
            return lacking(
                    offset,
                    "possessive quantifier",
                    part,
                    "leave out the last `+`, since RE2 does not backtrack");
        }
        return new Fault(
                offset,
                "the pattern is not a regular expression of RE2: %s: `%s`"
                        .formatted(e.getDescription(), part),
                "write it in the syntax of RE2");
    }

    private static Fault lacking(int offset, String what, String part, String fix) {
        return new Fault(
                offset,
                "the pattern has the %s `%s`, which RE2 does not support".formatted(what, part),
                fix);
    }

    /// RE2 reads a class inside a class, or `&&` between classes, as literal characters.
    private static @Nullable Fault nestedClass(String pattern) {
        int start = -1;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("\\Q", i)) {
                var end = pattern.indexOf("\\E", i);
                i = end < 0 ? pattern.length() : end + 1;
            } else if (c == '\\') {
                i++;
            } else if (start < 0 && c == '[') {
                start = i;
                if (pattern.startsWith("^", i + 1)) {
                    i++;
                }
                if (pattern.startsWith("]", i + 1)) {
                    i++;
                }
            } else if (start >= 0 && pattern.startsWith("[:", i)) {
                var end = pattern.indexOf(":]", i);
                i = end < 0 ? i : end + 1;
            } else if (start >= 0 && (c == '[' || pattern.startsWith("&&", i))) {
                return new Fault(
                        i,
                        "the pattern has `%s` in a character class, but RE2 allows only single characters and ranges there"
                                .formatted(c == '[' ? "[" : "&&"),
                        "spell the class out, or write `\\%s` for the character itself"
                                .formatted(c));
            } else if (start >= 0 && c == ']') {
                start = -1;
            }
        }
        return null;
    }
}
