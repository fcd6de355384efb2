// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.internal.schema.expression.Comparator;

import org.junit.jupiter.api.Test;

final class ComposedRangeTest {
    private static ComposedRange range(String prefix, KeyEnds ends) {
        return ComposedRange.of(KeySpelling.DEFAULT, prefix, ends, Slot.PLAIN);
    }

    private static SortRange equal(ComposedRange range, String value) {
        return ComposedRange.equalTo(range.spelling(), range.prefix(), range.ends(), value);
    }

    private static final SortRange NOTHING = new SortRange.Nothing();
    private static final ComposedRange LAST = range("A#", KeyEnds.ALL);
    private static final ComposedRange INNER = range("A#", KeyEnds.NONE);
    private static final ComposedRange FIRST = range("", KeyEnds.NONE);

    @Test
    void all_is_the_prefix_or_the_whole_partition() {
        assertEquals(new SortRange.BeginsWith("A#b#"), ComposedRange.all("A#b#"));
        assertEquals(new SortRange.All(), ComposedRange.all(""));
    }

    @Test
    void equality_before_other_segments_is_a_prefix() {
        assertEquals(new SortRange.Exactly("A#v"), equal(LAST, "v"));
        assertEquals(new SortRange.BeginsWith("A#v#"), equal(INNER, "v"));
        assertEquals(new SortRange.BeginsWith("#"), equal(FIRST, ""));
    }

    @Test
    void a_range_stays_inside_its_prefix() {
        assertEquals(between("A#v", "A$"), LAST.compared(Comparator.GREATER_OR_EQUAL, "v"));
        assertEquals(between("A#v$", "A$"), LAST.compared(Comparator.GREATER, "v"));
        assertEquals(between("A#", "A#v"), LAST.compared(Comparator.LESS_OR_EQUAL, "v"));
        assertEquals(between("A#", KeyText.below("A#v")), LAST.compared(Comparator.LESS, "v"));
        assertEquals(between("A#v", "A$"), INNER.compared(Comparator.GREATER_OR_EQUAL, "v"));
        assertEquals(between("A#v$", "A$"), INNER.compared(Comparator.GREATER, "v"));
        assertEquals(between("A#", "A#v$"), INNER.compared(Comparator.LESS_OR_EQUAL, "v"));
        assertEquals(between("A#", "A#v"), INNER.compared(Comparator.LESS, "v"));
    }

    @Test
    void a_range_over_the_first_segment_needs_one_end() {
        assertEquals(
                new SortRange.Compared(Comparator.GREATER_OR_EQUAL, "v"),
                FIRST.compared(Comparator.GREATER_OR_EQUAL, "v"));
        assertEquals(
                new SortRange.Compared(Comparator.LESS_OR_EQUAL, "v$"),
                FIRST.compared(Comparator.LESS_OR_EQUAL, "v"));
        assertEquals(new SortRange.All(), FIRST.compared(Comparator.GREATER_OR_EQUAL, ""));
        assertEquals(new SortRange.All(), FIRST.beginsWith(""));
    }

    @Test
    void low_above_high_is_nothing() {
        assertEquals(NOTHING, LAST.between("b", "a"));
        assertEquals(NOTHING, INNER.between("ab", "a"));
        assertEquals(NOTHING, INNER.between("a%20", "a"));
        assertEquals(between("A#a", "A#a"), LAST.between("a", "a"));
        assertEquals(between("A#a", "A#a$"), INNER.between("a", "a"));
    }

    @Test
    void nothing_is_below_the_empty_value() {
        assertEquals(NOTHING, LAST.compared(Comparator.LESS, ""));
        assertEquals(NOTHING, INNER.compared(Comparator.LESS, ""));
        assertEquals(NOTHING, FIRST.compared(Comparator.LESS, ""));
        assertEquals(NOTHING, equal(range("", KeyEnds.ALL), ""));
    }

    @Test
    void inequality_is_not_a_range() {
        assertThrows(
                IllegalArgumentException.class, () -> LAST.compared(Comparator.NOT_EQUAL, "v"));
        assertThrows(IllegalArgumentException.class, () -> LAST.compared(Comparator.EQUAL, "v"));
    }

    @Test
    void an_end_is_never_longer_than_a_key_can_be() {
        String full = "v".repeat(1_022);
        assertEquals(new SortRange.Exactly("A#" + full), equal(LAST, full));
        assertEquals(NOTHING, equal(LAST, full + "v"));
        assertEquals(NOTHING, equal(INNER, full));
        assertEquals(NOTHING, LAST.beginsWith(full + "v"));
        assertEquals(
                between("A#", "A#" + full), LAST.compared(Comparator.LESS_OR_EQUAL, full + "v"));
        assertEquals(between("A#", "A#" + full), LAST.compared(Comparator.LESS, full + "v"));
        assertEquals(
                between("A#" + "v".repeat(1_021) + "w", "A$"),
                LAST.compared(Comparator.GREATER, full));
        assertEquals(
                NOTHING,
                range("A".repeat(1_024) + "#", KeyEnds.ALL).compared(Comparator.GREATER, "v"));
        assertInstanceOf(
                SortRange.Between.class,
                range("A".repeat(1_023) + "#", KeyEnds.ALL)
                        .compared(Comparator.GREATER_OR_EQUAL, ""));
    }

    private static SortRange between(String low, String high) {
        return new SortRange.Between(low, high);
    }
}
