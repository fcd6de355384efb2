// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.util.Optional;

/// Computes with texts as the bytes of their UTF-8 form: their size, their order, and the nearest
/// texts of a limited size. It never encodes a text, because UTF-8 keeps the order of code points.
final class Utf8Order {
    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;
    private static final int LAST_SURROGATE = Character.MAX_SURROGATE;

    private Utf8Order() {}

    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Integer.compare(rank(l), rank(r));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// Surrogates encode code points above every other `char`, so they rank above U+E000 to U+FFFF.
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
    }

    static int length(String text) {
        return text.codePoints().map(Utf8Order::size).sum();
    }

    /// Returns the greatest text below `text` of at most `maxBytes`.
    ///
    /// @param text not empty, because no text is below the empty text
    static String greatestBelow(String text, int maxBytes) {
        int fits = fitting(text, maxBytes);
        if (fits < text.length()) {
            // The part that is cut off starts with a code point too large for the remaining bytes.
            // It is therefore above every code point that fits there.
            return padded(text.substring(0, fits), maxBytes);
        }
        int last = text.codePointBefore(text.length());
        String head = text.substring(0, text.length() - Character.charCount(last));
        return last == 0 ? head : padded(head + Character.toString(before(last)), maxBytes);
    }

    static String greatestUpTo(String text, int maxBytes) {
        return fitting(text, maxBytes) == text.length() ? text : greatestBelow(text, maxBytes);
    }

    /// Returns the least text of at most `maxBytes` that is equal to or above `text`; empty if all
    /// are below it.
    static Optional<String> leastFrom(String text, int maxBytes) {
        int fits = fitting(text, maxBytes);
        if (fits == text.length()) {
            return Optional.of(text);
        }
        // No text that fits can contain all of this one. The least text above it shares the longest
        // possible prefix and then has a greater code point.
        for (int end = fits; ; end = text.offsetByCodePoints(end, -1)) {
            String head = text.substring(0, end);
            int departed = text.codePointAt(end);
            if (departed < Character.MAX_CODE_POINT
                    && length(head) + size(after(departed)) <= maxBytes) {
                return Optional.of(head + Character.toString(after(departed)));
            }
            if (end == 0) {
                return Optional.empty();
            }
        }
    }

    /// Returns the end of the longest prefix of whole code points that takes at most `maxBytes`.
    private static int fitting(String text, int maxBytes) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int next = text.codePointAt(end);
            bytes += size(next);
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    /// Returns the greatest text of at most `maxBytes` that starts with `text`.
    static String padded(String text, int maxBytes) {
        var padded = new StringBuilder(text);
        int room = maxBytes - length(text);
        while (room > 0) {
            int greatest = greatestOfSize(room);
            padded.appendCodePoint(greatest);
            room -= size(greatest);
        }
        return padded.toString();
    }

    private static int greatestOfSize(int room) {
        return switch (room) {
            case 1 -> 0x7F;
            case 2 -> 0x7FF;
            case 3 -> 0xFFFF;
            default -> Character.MAX_CODE_POINT;
        };
    }

    private static int before(int codePoint) {
        return codePoint == LAST_SURROGATE + 1 ? FIRST_SURROGATE - 1 : codePoint - 1;
    }

    private static int after(int codePoint) {
        return codePoint == FIRST_SURROGATE - 1 ? LAST_SURROGATE + 1 : codePoint + 1;
    }

    private static int size(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
