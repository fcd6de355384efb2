// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds the field of whose times a key holds only a part.
///
/// @param key the attributes of the table's key
record TimeFields(FieldPool fields, List<String> key) {
    /// Returns the field with a question, or null if there is none.
    ///
    /// @param of the items of the values
    @Nullable KeySlot slot(List<String> values, List<Map<String, AttributeValue>> of) {
        var bucket = TimeParts.bucket(values);
        if (bucket == null) {
            return null;
        }
        var times =
                fields.all().stream()
                        .filter(field -> field.type().equals("DateTime"))
                        .filter(field ->
                                IntStream.range(0, of.size())
                                        .allMatch(at ->
                                                TimeParts.isOf(
                                                        bucket,
                                                        values.get(at),
                                                        fields.value(field, of.get(at)))))
                        .sorted(Comparator.comparing(field -> !isInKey(field, of.getFirst())))
                        .toList();
        if (times.isEmpty()) {
            return null;
        }
        var time = times.getFirst();
        var others = times.stream().skip(1).map(FieldDesign::name).toList();
        fields.replace(
                time.asking(
                        "Is the %s in keys always that of %s%s?"
                                .formatted(
                                        bucket.text(),
                                        time.name(),
                                        others.isEmpty()
                                                ? ""
                                                : ", not of " + String.join(" or ", others))));
        return new KeySlot(time.name(), 0, bucket);
    }

    /// Returns whether the table's key holds the whole value as well.
    private boolean isInKey(FieldDesign field, Map<String, AttributeValue> item) {
        var value = fields.value(field, item);
        return value != null
                && key.stream()
                        .map(attribute -> Texts.of(item.get(attribute)))
                        .anyMatch(text ->
                                text != null
                                        && text.contains(
                                                value.s() == null ? value.n() : value.s()));
    }
}
