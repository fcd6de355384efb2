// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random texts of a few characters that are close together in order or dangerous in keys.
final class Texts {
    private static final List<String> ALPHABET =
            List.of("#", "%", "$", "&", "!", "a", "b", "é", "\uD7FF", "\uE000", "😀", "0", "\0");

    private final RandomGenerator random;
    private final List<String> alphabet;

    private Texts(long seed, List<String> alphabet) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.alphabet = alphabet;
    }

    static Texts seeded(long seed) {
        return new Texts(seed, ALPHABET);
    }

    static Texts seeded(long seed, String... alphabet) {
        return new Texts(seed, List.of(alphabet));
    }

    RandomGenerator random() {
        return random;
    }

    /// Returns a text of at most `length` letters of the alphabet, possibly empty.
    String next(int length) {
        var text = new StringBuilder();
        for (int rest = random.nextInt(length + 1); rest > 0; rest--) {
            text.append(alphabet.get(random.nextInt(alphabet.size())));
        }
        return text.toString();
    }

    List<String> nextList(int size, int length) {
        var texts = new ArrayList<String>();
        while (texts.size() < size) {
            texts.add(next(length));
        }
        return texts;
    }

    /// Compares in the order in which DynamoDB sorts strings, byte by byte.
    static int compareBytes(String left, String right) {
        return Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Escapes as keys do by default.
    static String escape(String value) {
        return KeyText.escape(value, KeySpelling.DEFAULT.separator());
    }

    static Optional<String> unescape(String text) {
        return KeyText.unescape(text, KeySpelling.DEFAULT.separator());
    }

    /// Returns the key of values that a key can hold.
    static String key(KeyTemplate template, List<?> values) {
        return Objects.requireNonNull(template.join(values), template.text());
    }
}
