// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The year, month, day or hour of a time in UTC, as text. A key does not hold the time itself, so
/// `value` returns the text.
public enum TimeBucket implements ValueForm {
    YEAR("uuuu", "-01-01T00:00:00Z", ChronoUnit.YEARS),
    MONTH("uuuu-MM", "-01T00:00:00Z", ChronoUnit.MONTHS),
    DAY("uuuu-MM-dd", "T00:00:00Z", ChronoUnit.DAYS),
    HOUR("uuuu-MM-dd'T'HH", ":00:00Z", ChronoUnit.HOURS);

    private final DateTimeFormatter format;
    private final String start;
    private final ChronoUnit unit;

    TimeBucket(String pattern, String start, ChronoUnit unit) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        this.start = start;
        this.unit = unit;
    }

    /// Returns the bucket that a template names, or null if there is none of this name.
    static @Nullable TimeBucket named(String name) {
        for (var bucket : values()) {
            if (bucket.text().equals(name)) {
                return bucket;
            }
        }
        return null;
    }

    /// Returns the name in templates and in key conditions, as in `{at:month}` and `at:month`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the fields of which these keys hold only a bucket.
    public static Set<String> only(List<KeyTemplate> templates) {
        var fields = new HashSet<String>();
        templates.forEach(template -> fields.addAll(template.bucketed()));
        for (var template : templates) {
            for (var field : template.fields()) {
                if (!template.bucketed().contains(field)) {
                    fields.remove(field);
                }
            }
        }
        return fields;
    }

    /// @param value a time, or the text of a bucket
    @Override
    public @Nullable String exact(Object value) {
        return switch (value) {
            case Instant time -> KeyText.isInCalendar(time) ? format.format(time) : null;
            case String text -> start(text).isPresent() ? text : null;
            default -> throw new IllegalArgumentException("no time is a " + value.getClass());
        };
    }

    @Override
    public String position(Object value) {
        return value instanceof Instant time ? format.format(time) : value.toString();
    }

    @Override
    public Optional<Object> value(String text) {
        return start(text).map(_ -> text);
    }

    /// Returns the buckets from one to another, both included, or none if one of them is none.
    ///
    /// @param from a time, or the text of a bucket
    /// @param to as `from`
    /// @param most how many are returned at most
    public List<String> between(Object from, Object to, int most) {
        var first = exact(from);
        var last = exact(to);
        if (first == null || last == null) {
            return List.of();
        }
        var begin = start(first).orElseThrow().atOffset(ZoneOffset.UTC);
        return IntStream.range(0, most)
                .mapToObj(count -> format.format(begin.plus(count, unit)))
                .takeWhile(bucket -> bucket.compareTo(last) <= 0)
                .toList();
    }

    /// Returns the first time of the bucket with exactly this text, or empty if there is none.
    public Optional<Instant> start(String text) {
        try {
            return Optional.of(Instant.parse(text + start))
                    .filter(KeyText::isInCalendar)
                    .filter(first -> format.format(first).equals(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean contains(char character) {
        return KeyText.punctuates(character, format.format(Instant.EPOCH));
    }

    @Override
    public boolean isFixedWidth() {
        return true;
    }

    @Override
    public boolean isValueItself() {
        return false;
    }

    @Override
    public boolean canStart(String start) {
        return start.isEmpty() || Character.isDigit(start.charAt(0));
    }
}
