// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.expression.Comparator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// Compares the keys that a range selects, in DynamoDB's byte order, with the tuples of values that
/// satisfy the range's condition.
final class ComposedRangePropertyTest {
    private static final int ROUNDS = 2_000;
    private static final int POPULATION = 24;
    private static final int MAX_BYTES = 1_024;

    private static final List<KeySpelling> SPELLINGS =
            List.of(
                    KeySpelling.DEFAULT,
                    new KeySpelling('#', KeySpelling.Escape.NONE),
                    new KeySpelling(':', KeySpelling.Escape.NONE),
                    new KeySpelling('|', KeySpelling.Escape.NONE));

    @ParameterizedTest
    @CsvSource({"{x}#{y}", "{x}#B#{y}", "A{x}#b{y}", "$x {x}#{y}", "{x}a#{y}", "a_{x}_b#Bb{y}"})
    void a_range_over_the_last_segment_selects_what_its_condition_says(String template) {
        for (var spelling : SPELLINGS) {
            compare(template(template, spelling), 1, 21);
        }
    }

    @ParameterizedTest
    @CsvSource({"{x}#{y}#{z}", "{x}#{y}#B", "A{x}#b{y}#c{z}"})
    void a_range_over_an_inner_segment_selects_what_its_condition_says(String template) {
        compare(KeyTemplate.parse(template), 1, 23);
    }

    @ParameterizedTest
    @CsvSource({"{x}#{y}", "{x}#B", "$a{x}#{y}"})
    void a_range_over_the_first_segment_selects_what_its_condition_says(String template) {
        compare(KeyTemplate.parse(template), 0, 25);
    }

    @ParameterizedTest
    @CsvSource({"{x}#{y}#{z}", "{x}#B{y}_#{z}", "{x}#{y}"})
    void a_range_over_times_selects_what_its_condition_says_in_any_segment(String text) {
        for (var spelling :
                List.of(
                        KeySpelling.DEFAULT,
                        new KeySpelling('#', KeySpelling.Escape.NONE),
                        new KeySpelling('|', KeySpelling.Escape.NONE),
                        new KeySpelling('~', KeySpelling.Escape.NONE),
                        new KeySpelling('~', KeySpelling.Escape.PERCENT),
                        new KeySpelling('-', KeySpelling.Escape.PERCENT),
                        new KeySpelling('|', KeySpelling.Escape.PERCENT))) {
            var template =
                    template(text, spelling)
                            .formed((field, _) ->
                                    field.equals("y")
                                            ? new ValueForm.Time(TimePrecision.MILLISECONDS)
                                            : new ValueForm.Text());
            var texts = Texts.seeded(29, "!", "a", "b", "0");
            var random = texts.random();
            for (int round = 0; round < ROUNDS; round++) {
                var tuples = new ArrayList<List<Object>>();
                while (tuples.size() < POPULATION) {
                    var tuple = new ArrayList<Object>(texts.nextList(template.fields().size(), 1));
                    tuple.set(1, Instant.ofEpochMilli(random.nextInt(4) * 1_000L));
                    tuples.add(tuple);
                }
                compare(
                        template,
                        1,
                        tuples,
                        tuples.getFirst().getFirst(),
                        Instant.ofEpochMilli(random.nextInt(5) * 1_000L - random.nextInt(2)),
                        Instant.ofEpochMilli(random.nextInt(5) * 1_000L)
                                .plusNanos(random.nextInt(2)));
            }
        }
    }

    private static KeyTemplate template(String text, KeySpelling spelling) {
        return KeyTemplate.parse(text.replace('#', spelling.separator()), spelling);
    }

    @Test
    void a_range_near_the_longest_key_selects_what_its_condition_says() {
        var template = KeyTemplate.parse("{x}#{y}");
        String filler = "b".repeat(1_015);
        var texts =
                Texts.seeded(
                        27, "a", "b", "c", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF");
        for (int round = 0; round < ROUNDS / 10; round++) {
            var tuples = new ArrayList<List<Object>>();
            while (tuples.size() < POPULATION) {
                var tuple =
                        List.<Object>of(
                                texts.random().nextInt(4) == 0 ? "b" : "a", filler + texts.next(6));
                if (Texts.bytes(Texts.key(template, tuple)).length <= MAX_BYTES) {
                    tuples.add(tuple);
                }
            }
            compare(template, 1, tuples, "a", filler + texts.next(8), filler + texts.next(8));
        }
    }

    private static void compare(KeyTemplate template, int ranged, long seed) {
        var texts = Texts.seeded(seed, "#", "%", "$", "&", "!", "a", "b", "é", "😀", ":", "|");
        int fields = template.fields().size();
        for (int round = 0; round < ROUNDS; round++) {
            var tuples = new ArrayList<List<Object>>();
            while (tuples.size() < POPULATION) {
                var tuple = List.<Object>copyOf(texts.nextList(fields, 2));
                if (template.join(tuple) != null) {
                    tuples.add(tuple);
                }
            }
            // Some values come from the tuples, so that ranges also end at existing values.
            List<Object> there = tuples.get(0);
            Object prefix = ranged == 0 ? "" : there.getFirst();
            Object value = round % 2 == 0 ? there.get(ranged) : texts.next(3);
            Object other = round % 3 == 0 ? tuples.get(1).get(ranged) : texts.next(3);
            compare(template, ranged, tuples, prefix, value, other);
        }
    }

    /// Checks every operator on the field `ranged`, inside `outer` for the field before it.
    private static void compare(
            KeyTemplate template,
            int ranged,
            List<List<Object>> tuples,
            Object outer,
            Object value,
            Object other) {
        var spelling = template.spelling();
        String prefix = prefix(template, ranged, outer);
        var field = field(template, ranged);
        var slot = field.slot();
        var ends = template.segments().getLast().equals(field) ? KeyEnds.ALL : KeyEnds.NONE;
        var range = ComposedRange.of(spelling, prefix, ends, slot);
        var population = new Population(template, ranged, tuples, outer);

        population.expect(ComposedRange.all(prefix), "all", _ -> true);
        var exact = slot.text(value, spelling);
        population.expect(
                exact == null
                        ? new SortRange.Nothing()
                        : ComposedRange.equalTo(spelling, prefix, ends, exact),
                "= " + value,
                value::equals);
        if (value instanceof String text && slot.after().isEmpty()) {
            var start = slot.start(value, spelling);
            population.expect(
                    start == null ? new SortRange.Nothing() : range.beginsWith(start),
                    "begins_with " + value,
                    held -> ((String) held).startsWith(text));
        }
        if (!slot.after().isEmpty()) {
            return;
        }
        var v = slot.position(value, spelling);
        population.expect(
                range.between(v, slot.position(other, spelling)),
                "between " + value + " and " + other,
                held -> order(value, held) <= 0 && order(held, other) <= 0);
        for (Comparator comparator : Comparator.values()) {
            if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
                population.expect(
                        range.compared(comparator, v),
                        comparator.symbol() + " " + value,
                        held -> holds(comparator, order(held, value)));
            }
        }
    }

    private static int order(Object left, Object right) {
        return left instanceof Instant time
                ? time.compareTo((Instant) right)
                : Texts.compareBytes((String) left, (String) right);
    }

    private static Segment.Field field(KeyTemplate template, int ranged) {
        return (Segment.Field)
                template.segments().stream()
                        .filter(Segment.Field.class::isInstance)
                        .skip(ranged)
                        .findFirst()
                        .orElseThrow();
    }

    private static String prefix(KeyTemplate template, int ranged, Object outer) {
        var parts = new ArrayList<String>();
        for (Segment segment : template.segments()) {
            if (segment.equals(field(template, ranged))) {
                return template.spelling().prefix(parts);
            }
            parts.add(
                    switch (segment) {
                        case Segment.Literal(String text) -> text;
                        case Segment.Field(_, Slot slot) ->
                                Objects.requireNonNull(slot.text(outer, template.spelling()));
                    });
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
        private final List<List<Object>> tuples;
        private final List<byte[]> keys;
        private final Predicate<List<Object>> inside;
        private final int ranged;

        Population(KeyTemplate template, int ranged, List<List<Object>> tuples, Object outer) {
            this.tuples = tuples;
            this.keys =
                    tuples.stream().map(tuple -> Texts.bytes(Texts.key(template, tuple))).toList();
            this.inside = tuple -> ranged == 0 || tuple.getFirst().equals(outer);
            this.ranged = ranged;
        }

        void expect(SortRange range, String condition, Predicate<Object> holds) {
            Predicate<byte[]> selected = selection(range);
            for (int i = 0; i < keys.size(); i++) {
                List<Object> tuple = tuples.get(i);
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
