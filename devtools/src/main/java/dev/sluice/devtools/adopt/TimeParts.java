// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.schema.key.TimeBucket;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The years, months, days and hours that keys hold of times.
final class TimeParts {
    private static final Pattern AT_END =
            Pattern.compile(".*?(\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d)?)?)?)");

    private TimeParts() {}

    /// Returns of what all the texts are an example, or null if they are not alike.
    static @Nullable TimeBucket bucket(List<String> texts) {
        for (var bucket : TimeBucket.values()) {
            if (texts.stream().allMatch(text -> bucket.start(text).isPresent())) {
                return bucket;
            }
        }
        return null;
    }

    /// Returns where the part of a time begins that ends the text, or -1 if it is of none of these
    /// values.
    static int start(String text, Collection<AttributeValue> values) {
        var end = AT_END.matcher(text);
        if (!end.matches()) {
            return -1;
        }
        var bucket = bucket(List.of(end.group(1)));
        return bucket != null
                        && values.stream().anyMatch(value -> isOf(bucket, end.group(1), value))
                ? end.start(1)
                : -1;
    }

    /// Returns whether each item has a time in some attribute, always the same one, whose part is
    /// the item's key.
    static boolean isKey(String key, List<Map<String, AttributeValue>> items) {
        var having = items.stream().filter(item -> Texts.of(item.get(key)) != null).toList();
        var texts = having.stream().map(item -> Objects.requireNonNull(item.get(key)).s()).toList();
        var bucket = texts.isEmpty() ? null : bucket(texts);
        return bucket != null
                && having.getFirst().keySet().stream()
                        .filter(name -> !name.equals(key))
                        .anyMatch(name ->
                                having.stream()
                                        .allMatch(item ->
                                                isOf(
                                                        bucket,
                                                        Objects.requireNonNull(item.get(key)).s(),
                                                        item.get(name))));
    }

    /// Returns whether the text is this part of a time.
    static boolean isOf(TimeBucket bucket, String text, @Nullable AttributeValue value) {
        var time = value == null ? null : time(value);
        return time != null && text.equals(bucket.exact(time));
    }

    private static @Nullable Instant time(AttributeValue value) {
        if (value.n() != null) {
            var number = new BigDecimal(value.n());
            return EpochTime.isSecond(number)
                    ? Instant.ofEpochSecond(number.longValue())
                    : EpochTime.isMillisecond(number)
                            ? Instant.ofEpochMilli(number.longValue())
                            : null;
        }
        for (var precision : TimePrecision.values()) {
            var time = value.s() == null ? null : precision.exact(value.s()).orElse(null);
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
