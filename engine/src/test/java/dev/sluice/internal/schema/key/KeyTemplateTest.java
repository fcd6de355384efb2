// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;

final class KeyTemplateTest {
    @Test
    void a_template_is_literals_and_fields() {
        var template = KeyTemplate.parse("ORDER#{customerId}#Z_1#{_id2}");
        assertEquals(
                List.of(
                        new Segment.Literal("ORDER"),
                        new Segment.Field("customerId"),
                        new Segment.Literal("Z_1"),
                        new Segment.Field("_id2")),
                template.segments());
        assertEquals(List.of("customerId", "_id2"), template.fields());
        assertFalse(template.isLone());
    }

    @Test
    void a_field_alone_is_lone_and_a_literal_is_not() {
        assertTrue(KeyTemplate.parse("{id}").isLone());
        assertFalse(KeyTemplate.parse("PROFILE").isLone());
        assertFalse(KeyTemplate.parse("{a}#{b}").isLone());
    }

    @Test
    void a_key_of_another_application_can_have_empty_segments() {
        var spelling = new KeySpelling('#', KeySpelling.Escape.NONE);
        var template = KeyTemplate.parse("#META#{id}#", spelling);
        assertEquals("#META#x#", template.join(List.of("x")));
        assertEquals(Optional.of(List.of("x")), template.match("#META#x#"));
        assertTrue(template.match("META#x#").isEmpty());
        assertTrue(template.match("#META#x").isEmpty());
        assertTrue(template.match("#META#x#y").isEmpty());
    }

    private static final List<List<String>> FAULTS =
            List.of(
                    List.of("", "is empty"),
                    List.of("#", "empty segment"),
                    List.of("A#", "empty segment"),
                    List.of("#A", "empty segment"),
                    List.of("A##{b}", "empty segment"),
                    List.of("{}", "field without a name"),
                    List.of("A#{}", "field without a name"),
                    List.of("{a}{b}", "more than one field"),
                    List.of("{a}-{b}", "more than one field"),
                    List.of("{", "unbalanced"),
                    List.of("}", "unbalanced"),
                    List.of("}{", "unbalanced"),
                    List.of("{a", "unbalanced"),
                    List.of("a}", "unbalanced"),
                    List.of("{{a}}", "unbalanced"),
                    List.of("{a#b}", "not a field name"),
                    List.of("{a}}", "unbalanced"),
                    List.of("{x}#A B", "U+0020"),
                    List.of("{x}#A B{b}", "U+0020"),
                    List.of("{x}#{b}A B", "U+0020"),
                    List.of("A$", "ends with '$'"),
                    List.of("{x}#A$", "U+0024"),
                    List.of("{x}#A%23", "U+0025"),
                    List.of("{x}#A!#{b}", "U+0021"),
                    List.of("{a b}", "not a field name"),
                    List.of("{1a}", "not a field name"),
                    List.of("{a..b}", "not a field name"),
                    List.of("{.a}", "not a field name"),
                    List.of("{a.}", "not a field name"),
                    List.of("{é}", "not a field name"),
                    List.of("{a}#{a}", "'a' twice"),
                    List.of("A\uD83D", "surrogate"));

    @Test
    void a_fault_is_named() {
        for (List<String> fault : FAULTS) {
            String text = fault.getFirst();
            var refusal =
                    assertThrows(KeyTemplateException.class, () -> KeyTemplate.parse(text), text);
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains(fault.getLast()), message);
        }
    }

    @Test
    void no_text_makes_the_parser_fail_otherwise() {
        var texts = Texts.seeded(5, "{", "}", "#", "a", "b", "%", "\uD83D", "\uDE00", "é", " ");
        for (int i = 0; i < 40_000; i++) {
            String text = texts.next(8);
            try {
                assertEquals(text, KeyTemplate.parse(text).text());
            } catch (KeyTemplateException refusal) {
                assertFalse(String.valueOf(refusal.getMessage()).isEmpty());
            }
        }
    }

    @Test
    void joining_escapes_values_and_not_literals() {
        assertEquals("A#1%232#B#", KeyTemplate.parse("A#{x}#B#{y}").join(List.of("1#2", "")));
        assertEquals("PROFILE", KeyTemplate.parse("PROFILE").join(List.of()));
    }

    @Test
    void joining_takes_a_value_for_each_field() {
        var template = KeyTemplate.parse("A#{x}");
        assertThrows(IllegalArgumentException.class, () -> template.join(List.of()));
        assertThrows(IllegalArgumentException.class, () -> template.join(List.of("a", "b")));
    }

    @Test
    void different_values_never_make_one_key() {
        for (String text : List.of("A#{x}#{y}#{z}", "{x}#{y}#B#{z}", "{x}#{y}#{z}")) {
            var template = KeyTemplate.parse(text);
            var texts = Texts.seeded(6);
            var made = new HashMap<String, List<String>>();
            for (int i = 0; i < 40_000; i++) {
                List<String> values = texts.nextList(3, 2);
                List<String> other = made.put(template.join(values), values);
                if (other != null) {
                    assertEquals(other, values);
                }
            }
        }
    }

    @Test
    void joined_keys_sort_as_their_values_do() {
        var template = KeyTemplate.parse("A#{x}#{y}#{z}");
        var texts = Texts.seeded(7);
        for (int i = 0; i < 40_000; i++) {
            List<String> left = texts.nextList(3, 2);
            List<String> right = texts.nextList(3, 2);
            int expected = 0;
            for (int field = 0; expected == 0 && field < 3; field++) {
                expected = Texts.compareBytes(left.get(field), right.get(field));
            }
            int actual = Texts.compareBytes(Texts.key(template, left), Texts.key(template, right));
            assertEquals(
                    Integer.signum(expected), Integer.signum(actual), () -> left + " and " + right);
        }
    }

    @Test
    void a_key_matches_exactly_when_its_values_join_to_it() {
        var template = KeyTemplate.parse("a#{x}#{y}");
        var texts = Texts.seeded(8, "a", "#", "%", "2", "3", "$", "&");
        int matches = 0;
        for (int i = 0; i < 40_000; i++) {
            String key = (i % 2 == 0 ? "a#" : "") + texts.next(7);
            List<Object> values = template.match(key).orElse(null);
            if (values != null) {
                matches++;
                assertEquals(key, template.join(values));
            }
            List<Object> made = List.copyOf(texts.nextList(2, 3));
            assertEquals(Optional.of(made), template.match(Texts.key(template, made)));
        }
        assertTrue(matches > 100);
    }

    @Test
    void
            with_any_separator_and_without_escaping_a_key_matches_exactly_when_its_values_join_to_it() {
        for (var escape : KeySpelling.Escape.values()) {
            for (char separator : KeySpelling.SEPARATORS.toCharArray()) {
                var spelling = new KeySpelling(separator, escape);
                var template = KeyTemplate.parse("a_{x}S{y}.b".replace('S', separator), spelling);
                var texts =
                        Texts.seeded(9, "a", "_", "%", "2", ".", "b", String.valueOf(separator));
                for (int i = 0; i < 2_000; i++) {
                    List<Object> made = List.copyOf(texts.nextList(2, 3));
                    var key = template.join(made);
                    if (key != null) {
                        assertEquals(Optional.of(made), template.match(key), key);
                    } else {
                        assertEquals(KeySpelling.Escape.NONE, escape);
                        assertTrue(made.toString().indexOf(separator) >= 0);
                    }
                }
            }
        }
    }

    @Test
    void another_literal_or_number_of_segments_does_not_match() {
        var template = KeyTemplate.parse("ORDER#{id}");
        for (String key :
                List.of(
                        "",
                        "ORDER",
                        "ORDER#1#2",
                        "ORDERS#1",
                        "order#1",
                        "X#ORDER#1",
                        "ORDER#%zz")) {
            assertNull(template.match(key).orElse(null), key);
        }
    }
}
