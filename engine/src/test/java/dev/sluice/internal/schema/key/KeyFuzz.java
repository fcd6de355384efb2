// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Checks keys of arbitrary values: they can be split into the values again, differ if the values
/// differ, keep the values' order, and share a prefix exactly if the values do.
public final class KeyFuzz {
    private static final KeyTemplate TEMPLATE = KeyTemplate.parse("A#{one}#B#{two}");
    private static final byte SEPARATOR = -1;

    private KeyFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var parts = parts(input);
        var left = List.of(parts[0], parts[1]);
        var right = List.of(parts[2], parts[3]);
        var leftKey = Texts.key(TEMPLATE, left);
        var rightKey = Texts.key(TEMPLATE, right);
        require(TEMPLATE.match(leftKey).equals(Optional.of(left)), "taken apart", left);
        require(leftKey.equals(rightKey) == left.equals(right), "injective", left, right);
        require(
                Integer.signum(KeyText.compareUtf8(leftKey, rightKey)) == order(left, right),
                "ordered",
                left,
                right);
        var prefix = Texts.escape(parts[0]);
        require(
                Texts.escape(parts[2]).startsWith(prefix) == parts[2].startsWith(parts[0]),
                "safe by prefix",
                left,
                right);
        require(Texts.unescape(prefix).equals(Optional.of(parts[0])), "unescaped", left);
        // A text that can be unescaped is exactly the escaped form of its value.
        Texts.unescape(parts[1])
                .ifPresent(
                        value -> require(Texts.escape(value).equals(parts[1]), "canonical", left));
    }

    /// Splits the input into four texts without lone surrogates, at a byte that never occurs in
    /// UTF-8.
    private static String[] parts(byte[] input) {
        var parts = new String[] {"", "", "", ""};
        int start = 0;
        for (int part = 0; part < parts.length && start <= input.length; part++) {
            int end = start;
            while (end < input.length && input[end] != SEPARATOR) {
                end++;
            }
            parts[part] = new String(input, start, end - start, StandardCharsets.UTF_8);
            start = end + 1;
        }
        return parts;
    }

    private static int order(List<String> left, List<String> right) {
        int first = Texts.compareBytes(left.get(0), right.get(0));
        return Integer.signum(first != 0 ? first : Texts.compareBytes(left.get(1), right.get(1)));
    }

    private static void require(boolean holds, String what, Object... values) {
        if (!holds) {
            throw new AssertionError("not " + what + ": " + List.of(values));
        }
    }
}
