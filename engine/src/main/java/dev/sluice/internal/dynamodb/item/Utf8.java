// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

/// Measures text in UTF-8 without encoding it.
final class Utf8 {
    /// No text has this length.
    static final int NO_TEXT = -1;

    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private static final int MOST_BYTES = 3;

    private Utf8() {}

    /// Returns a number that is not below the length.
    static int bound(String text) {
        return MOST_BYTES * text.length();
    }

    /// Returns the number of bytes, or `NO_TEXT` if the string has a surrogate without its other
    /// half.
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character >= ONE_BYTE) {
                bytes += character < TWO_BYTES ? 1 : 2;
                if (Character.isSurrogate(character)) {
                    if (!Character.isHighSurrogate(character)
                            || i + 1 == text.length()
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        return NO_TEXT;
                    }
                    i++;
                }
            }
        }
        return bytes;
    }
}
