// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Parses key templates.
final class TemplateParser {
    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");

    private TemplateParser() {}

    static List<Segment> segments(String text) {
        if (text.isEmpty()) {
            throw new KeyTemplateException("the key template is empty");
        }
        var segments = new ArrayList<Segment>();
        var names = new HashSet<String>();
        for (String part : text.split(KeyTemplate.SEPARATOR, -1)) {
            Segment segment = segment(text, part);
            if (segment instanceof Segment.Field(String name) && !names.add(name)) {
                throw fault(text, "names the field '%s' twice".formatted(name));
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Segment segment(String text, String part) {
        if (part.isEmpty()) {
            throw fault(text, "has an empty segment");
        }
        if (part.indexOf('{') < 0 && part.indexOf('}') < 0) {
            return literal(text, part);
        }
        requireBalance(text, part);
        String name = part.substring(1, part.length() - 1);
        if (!part.startsWith("{") || !part.endsWith("}") || name.indexOf('{') >= 0) {
            throw fault(
                    text,
                    "has more than one field, or text beside a field, in '%s'".formatted(part));
        }
        if (name.isEmpty()) {
            throw fault(text, "has a field without a name");
        }
        if (!NAME.matcher(name).matches()) {
            throw fault(text, "has '%s', which is not a field name".formatted(name));
        }
        return new Segment.Field(name);
    }

    private static Segment literal(String text, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= KeyText.ESCAPE) {
                throw fault(
                        text,
                        "has U+%04X in the literal '%s', which sorts among the separators of a key"
                                .formatted((int) c, part));
            }
            if (Character.isSurrogate(c) && Character.charCount(part.codePointAt(i)) == 1) {
                throw fault(text, "has an unpaired surrogate in a literal");
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return new Segment.Literal(part);
    }

    private static void requireBalance(String text, String part) {
        boolean open = false;
        boolean balanced = true;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            balanced &= c != (open ? '{' : '}');
            open = c == '{' || (open && c != '}');
        }
        if (open || !balanced) {
            throw fault(text, "has unbalanced braces in '%s'".formatted(part));
        }
    }

    private static KeyTemplateException fault(String text, String what) {
        return new KeyTemplateException("the key template '%s' %s".formatted(text, what));
    }
}
