// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Parses one key template.
final class TemplateParser {
    private static final Pattern NAME =
            Pattern.compile("[_A-Za-z][_0-9A-Za-z]*(\\.[_A-Za-z][_0-9A-Za-z]*)*");

    /// DynamoDB stores numbers of at most 38 digits.
    private static final Pattern WIDTH = Pattern.compile("[1-9]|[12][0-9]|3[0-8]");

    private final String text;
    private final KeySpelling spelling;

    TemplateParser(String text, KeySpelling spelling) {
        this.text = text;
        this.spelling = spelling;
    }

    List<Segment> segments() {
        if (text.isEmpty()) {
            throw new KeyTemplateException("the key template is empty");
        }
        var segments = new ArrayList<Segment>();
        var names = new HashSet<String>();
        for (String part : parts()) {
            Segment segment = segment(part, segments.isEmpty());
            if (segment instanceof Segment.Field(String name, _) && !names.add(name)) {
                throw fault("names the field '%s' twice".formatted(name));
            }
            segments.add(segment);
        }
        if (segments.size() == 1
                && segments.getFirst() instanceof Segment.Literal(var literal)
                && spelling.keepsOrder()
                && literal.indexOf(spelling.ceiling()) == literal.length() - 1) {
            throw fault(
                    "ends with '%s', which ends the ranges of other keys"
                            .formatted(spelling.ceiling()));
        }
        return segments;
    }

    /// Splits at each separator outside of braces.
    private List<String> parts() {
        var parts = new ArrayList<String>();
        int start = 0;
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = c == '{' || (open && c != '}');
            if (c == spelling.separator() && !(open && text.indexOf('}', i) > 0)) {
                parts.add(text.substring(start, i));
                start = i + 1;
                open = false;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private Segment segment(String part, boolean isFirst) {
        if (part.isEmpty() && spelling.escape() == KeySpelling.Escape.PERCENT) {
            throw fault("has an empty segment");
        }
        if (part.indexOf('{') < 0 && part.indexOf('}') < 0) {
            return new Segment.Literal(literal(part, isFirst));
        }
        requireBalance(part);
        int open = part.indexOf('{');
        int close = part.indexOf('}');
        String inside = part.substring(open + 1, close);
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (name.indexOf('{') >= 0 || part.indexOf('{', close) >= 0) {
            throw fault("has more than one field between two separators, in '%s'".formatted(part));
        }
        if (name.isEmpty()) {
            throw fault("has a field without a name");
        }
        if (!NAME.matcher(name).matches()) {
            throw fault("has '%s', which is not a field name".formatted(name));
        }
        var slot =
                new Slot(
                        literal(part.substring(0, open), isFirst),
                        colon < 0 ? new ValueForm.Text() : form(inside.substring(colon + 1)),
                        literal(part.substring(close + 1), isFirst));
        return new Segment.Field(name, slot);
    }

    private ValueForm form(String given) {
        var bucket = TimeBucket.named(given);
        if (bucket != null) {
            return bucket;
        }
        if (!WIDTH.matcher(given).matches()) {
            throw fault(
                    "has '%s' after a colon, which is neither a number of digits, 1 to 38, nor year, month, day or hour"
                            .formatted(given));
        }
        return new PaddedNumber(Integer.parseInt(given), null);
    }

    /// Refuses a text that would sort among the separators. The first segment of a key has no
    /// separator before it, so it can be any text.
    private String literal(String part, boolean isFirst) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= KeyText.ESCAPE && !isFirst && spelling.keepsOrder()) {
                throw fault(
                        "has U+%04X in the literal '%s', which sorts among the separators of a key"
                                .formatted((int) c, part));
            }
            if (Character.isSurrogate(c) && Character.charCount(part.codePointAt(i)) == 1) {
                throw fault("has an unpaired surrogate in a literal");
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return part;
    }

    private void requireBalance(String part) {
        boolean open = false;
        boolean balanced = true;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            balanced &= c != (open ? '{' : '}');
            open = c == '{' || (open && c != '}');
        }
        if (open || !balanced) {
            throw fault("has unbalanced braces in '%s'".formatted(part));
        }
    }

    private KeyTemplateException fault(String what) {
        return new KeyTemplateException("the key template '%s' %s".formatted(text, what));
    }
}
