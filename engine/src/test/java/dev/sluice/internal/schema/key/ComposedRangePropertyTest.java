// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.expression.Comparator;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Compares the keys that a range selects, in DynamoDB's byte order, with the tuples of values that
/// satisfy the range's condition.
final class ComposedRangePropertyTest {
    private static final int ROUNDS = 2_000;
    private static final int POPULATION = 24;
    private static final int MAX_BYTES = 1_024;

    @Test
    void a_range_over_the_last_segment_selects_what_its_condition_says() {
        compare(KeyTemplate.parse("{x}#{y}"), 1, 21);
        compare(KeyTemplate.parse("{x}#B#{y}"), 1, 22);
    }

    @Test
    void a_range_over_an_inner_segment_selects_what_its_condition_says() {
        compare(KeyTemplate.parse("{x}#{y}#{z}"), 1, 23);
        compare(KeyTemplate.parse("{x}#{y}#B"), 1, 24);
    }

    @Test
    void a_range_over_the_first_segment_selects_what_its_condition_says() {
        compare(KeyTemplate.parse("{x}#{y}"), 0, 25);
        compare(KeyTemplate.parse("{x}#B"), 0, 26);
    }

    @Test
    void a_range_near_the_longest_key_selects_what_its_condition_says() {
        var template = KeyTemplate.parse("{x}#{y}");
        String filler = "b".repeat(1_015);
        var texts =
                Texts.seeded(
                        27, "a", "b", "c", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF");
        for (int round = 0; round < ROUNDS / 10; round++) {
            var tuples = new ArrayList<List<String>>();
            while (tuples.size() < POPULATION) {
                var tuple =
                        List.of(texts.random().nextInt(4) == 0 ? "b" : "a", filler + texts.next(6));
                if (Texts.bytes(template.join(tuple)).length <= MAX_BYTES) {
                    tuples.add(tuple);
                }
            }
            compare(template, 1, tuples, "a", filler + texts.next(8), filler + texts.next(8));
        }
    }

    private static void compare(KeyTemplate template, int ranged, long seed) {
        var texts = Texts.seeded(seed, "#", "%", "$", "&", "!", "a", "b", "é", "😀");
        int fields = template.fields().size();
        for (int round = 0; round < ROUNDS; round++) {
            var tuples = new ArrayList<List<String>>();
            while (tuples.size() < POPULATION) {
                tuples.add(texts.nextList(fields, 2));
            }
            // Some values come from the tuples, so that ranges also end at existing values.
            List<String> there = tuples.get(0);
            String prefix = ranged == 0 ? "" : there.getFirst();
            String value = round % 2 == 0 ? there.get(ranged) : texts.next(3);
            String other = round % 3 == 0 ? tuples.get(1).get(ranged) : texts.next(3);
            compare(template, ranged, tuples, prefix, value, other);
        }
    }

    /// Checks every operator on the field `ranged`, inside `outer` for the field before it.
    private static void compare(
            KeyTemplate template,
            int ranged,
            List<List<String>> tuples,
            String outer,
            String value,
            String other) {
        String prefix = prefix(template, ranged, outer);
        boolean last =
                template.segments().getLast() instanceof Segment.Field(String name)
                        && name.equals(template.fields().get(ranged));
        var range = new ComposedRange(prefix, last ? KeyEnds.ALL : KeyEnds.NONE);
        String v = KeyText.escape(value);
        String o = KeyText.escape(other);
        var population = new Population(template, ranged, tuples, outer);

        population.expect(ComposedRange.all(prefix), "all", _ -> true);
        population.expect(range.equalTo(v), "= " + value, value::equals);
        population.expect(
                range.beginsWith(v), "begins_with " + value, field -> field.startsWith(value));
        population.expect(
                range.between(v, o),
                "between " + value + " and " + other,
                field ->
                        Texts.compareBytes(value, field) <= 0
                                && Texts.compareBytes(field, other) <= 0);
        for (Comparator comparator : Comparator.values()) {
            if (comparator != Comparator.NOT_EQUAL) {
                population.expect(
                        range.compared(comparator, v),
                        comparator.symbol() + " " + value,
                        field -> holds(comparator, Texts.compareBytes(field, value)));
            }
        }
    }

    private static String prefix(KeyTemplate template, int ranged, String outer) {
        var prefix = new StringBuilder();
        for (Segment segment : template.segments()) {
            switch (segment) {
                case Segment.Literal(String text) -> prefix.append(text).append('#');
                case Segment.Field(String name) -> {
                    if (name.equals(template.fields().get(ranged))) {
                        return prefix.toString();
                    }
                    prefix.append(KeyText.escape(outer)).append('#');
                }
            }
        }
        throw new IllegalArgumentException("no such field");
    }

    private static boolean holds(Comparator comparator, int compared) {
        return switch (comparator) {
            case EQUAL -> compared == 0;
            case NOT_EQUAL -> compared != 0;
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
            case GREATER -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
        };
    }

    /// The keys of many tuples, some inside the prefix of `outer` and some outside.
    private static final class Population {
        private final List<List<String>> tuples;
        private final List<byte[]> keys;
        private final Predicate<List<String>> inside;
        private final int ranged;

        Population(KeyTemplate template, int ranged, List<List<String>> tuples, String outer) {
            this.tuples = tuples;
            this.keys = tuples.stream().map(template::join).map(Texts::bytes).toList();
            this.inside = tuple -> ranged == 0 || tuple.getFirst().equals(outer);
            this.ranged = ranged;
        }

        void expect(SortRange range, String condition, Predicate<String> holds) {
            Predicate<byte[]> selected = selection(range);
            for (int i = 0; i < keys.size(); i++) {
                List<String> tuple = tuples.get(i);
                assertEquals(
                        inside.test(tuple) && holds.test(tuple.get(ranged)),
                        selected.test(keys.get(i)),
                        () -> "%s of %s: %s".formatted(condition, tuple, range));
            }
        }
    }

    /// Selects keys as DynamoDB does for a KeyConditionExpression.
    private static Predicate<byte[]> selection(SortRange range) {
        return switch (range) {
            case SortRange.All _ -> _ -> true;
            case SortRange.Nothing _ -> _ -> false;
            case SortRange.Exactly(Object value) -> {
                byte[] only = sendable(value);
                yield key -> Arrays.equals(key, only);
            }
            case SortRange.Compared(Comparator comparator, Object value) -> {
                byte[] end = sendable(value);
                yield key -> holds(comparator, Arrays.compareUnsigned(key, end));
            }
            case SortRange.Between(Object low, Object high) -> {
                byte[] first = sendable(low);
                byte[] last = sendable(high);
                assertTrue(Arrays.compareUnsigned(first, last) <= 0, range::toString);
                yield key ->
                        Arrays.compareUnsigned(first, key) <= 0
                                && Arrays.compareUnsigned(key, last) <= 0;
            }
            case SortRange.BeginsWith(String prefix) -> {
                byte[] start = sendable(prefix);
                yield key ->
                        key.length >= start.length
                                && Arrays.equals(key, 0, start.length, start, 0, start.length);
            }
        };
    }

    private static byte[] sendable(Object value) {
        byte[] bytes = Texts.bytes((String) value);
        assertTrue(bytes.length > 0 && bytes.length <= MAX_BYTES, () -> "sent " + value);
        return bytes;
    }
}
