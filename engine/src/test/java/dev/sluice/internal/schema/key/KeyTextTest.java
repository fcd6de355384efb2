// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class KeyTextTest {
    @Test
    void every_character_up_to_the_percent_sign_is_escaped() {
        assertEquals("a%20%23%24%25&b", Texts.escape("a #$%&b"));
        assertEquals("%00%0A%1F%21%22", Texts.escape("\0\n\u001F!\""));
        assertEquals("é😀\uE000", Texts.escape("é😀\uE000"));
        assertEquals("", Texts.escape(""));
    }

    @Test
    void escaping_is_undone_for_every_text() {
        var texts = Texts.seeded(1);
        for (int i = 0; i < 100_000; i++) {
            String value = texts.next(6);
            assertEquals(Optional.of(value), Texts.unescape(Texts.escape(value)));
        }
    }

    @Test
    void escaping_keeps_the_byte_order_and_the_prefixes_of_values() {
        var texts = Texts.seeded(2);
        for (int i = 0; i < 200_000; i++) {
            String left = texts.next(4);
            String right = texts.next(4);
            String l = Texts.escape(left);
            String r = Texts.escape(right);
            assertEquals(
                    Integer.signum(Texts.compareBytes(left, right)),
                    Integer.signum(Texts.compareBytes(l, r)),
                    () -> left + " and " + right);
            assertEquals(left.startsWith(right), l.startsWith(r), () -> left + " and " + right);
        }
    }

    @Test
    void an_escaped_value_holds_no_separator_and_no_ceiling() {
        var texts = Texts.seeded(3);
        for (int i = 0; i < 50_000; i++) {
            assertFalse(Texts.escape(texts.next(6)).chars().anyMatch(c -> c < '%'));
        }
    }

    @Test
    void what_escaping_never_writes_is_not_unescaped() {
        for (String text :
                List.of(
                        "#", "$", " ", "a\0", "%", "%2", "%26", "%2a", "%0a", "%zz", "%+1", "%-1",
                        "%٢٣")) {
            assertEquals(Optional.empty(), Texts.unescape(text), text);
        }
    }

    @Test
    void an_unpaired_surrogate_is_refused() {
        for (String value : List.of("\uD83D", "a\uDE00", "\uD83Da", "\uDE00\uD83D")) {
            assertThrows(IllegalArgumentException.class, () -> Texts.escape(value));
        }
    }

    @Test
    void texts_compare_as_their_bytes_do() {
        var texts = Texts.seeded(4);
        for (int i = 0; i < 200_000; i++) {
            String left = texts.next(4);
            String right = texts.next(4);
            assertEquals(
                    Integer.signum(Texts.compareBytes(left, right)),
                    Integer.signum(KeyText.compareUtf8(left, right)));
        }
    }

    @Test
    void below_a_text_is_the_greatest_key_of_full_length() {
        String below = KeyText.below("A#b");
        assertEquals(1_024, Texts.bytes(below).length);
        assertEquals("A#a", below.substring(0, 3));
        assertEquals("\u007F", below.substring(below.length() - 1));
        assertThrows(IllegalArgumentException.class, () -> KeyText.below(""));
    }
}
