// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Compares with a search through all texts of the code points at the edges of UTF-8.
final class Utf8OrderTest {
    private static final int[] EDGES = {
        0, 1, 'a', 'b', 0x7E, 0x7F, 0x80, 0x81, 0x7FE, 0x7FF, 0x800, 0x801, 0xD7FE, 0xD7FF, 0xE000,
        0xE001, 0xFFFE, 0xFFFF, 0x10000, 0x10001, 0x10FFFE, 0x10FFFF
    };

    /// The search knows only the edges, so the neighbour of a text must consist of edges too. Of
    /// each pair of adjacent edges, a text uses the upper one to go down and the lower one to go
    /// up.
    private static final int[] DESCENDING = {
        0, 1, 'b', 0x7F, 0x80, 0x81, 0x7FF, 0x800, 0x801, 0xD7FF, 0xE000, 0xE001, 0xFFFF, 0x10000,
        0x10001, 0x10FFFF
    };

    private static final int[] ASCENDING = {
        0, 'a', 0x7E, 0x7F, 0x80, 0x7FE, 0x7FF, 0x800, 0xD7FE, 0xD7FF, 0xE000, 0xFFFE, 0xFFFF,
        0x10000, 0x10FFFE, 0x10FFFF
    };

    @Test
    void the_greatest_text_below_is_the_one_that_a_search_finds() {
        for (int max = 1; max <= 4; max++) {
            var all = new TreeSet<>(Texts::compareBytes);
            all.addAll(texts(EDGES, max, max));
            for (String text : texts(DESCENDING, 3, 12)) {
                if (!text.isEmpty()) {
                    assertEquals(all.lower(text), Utf8Order.greatestBelow(text, max));
                    assertEquals(all.floor(text), Utf8Order.greatestUpTo(text, max));
                }
            }
        }
    }

    @Test
    void the_least_text_from_one_on_is_the_one_that_a_search_finds() {
        for (int max = 1; max <= 4; max++) {
            var all = new TreeSet<>(Texts::compareBytes);
            all.addAll(texts(EDGES, max, max));
            for (String text : texts(ASCENDING, 3, 12)) {
                assertEquals(
                        Optional.ofNullable(all.ceiling(text)), Utf8Order.leastFrom(text, max));
            }
        }
    }

    @Test
    void length_is_counted_in_bytes() {
        for (String text : texts(EDGES, 2, 8)) {
            assertEquals(Texts.bytes(text).length, Utf8Order.length(text));
        }
    }

    /// Returns all texts of at most so many code points and bytes, including the empty one.
    private static List<String> texts(int[] codePoints, int length, int maxBytes) {
        var texts = new ArrayList<String>();
        texts.add("");
        for (int from = 0, round = 0; round < length; round++) {
            int to = texts.size();
            for (; from < to; from++) {
                for (int codePoint : codePoints) {
                    String text = texts.get(from) + Character.toString(codePoint);
                    if (Texts.bytes(text).length <= maxBytes) {
                        texts.add(text);
                    }
                }
            }
        }
        return texts;
    }
}
