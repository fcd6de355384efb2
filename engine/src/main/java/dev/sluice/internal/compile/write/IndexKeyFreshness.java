// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.write.Updates.Change;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// Proves that an update keeps the composed keys of the indexes up to date: if it changes one field
/// of such a key, it knows all of them.
final class IndexKeyFreshness {
    private final StoredType type;
    private final Map<String, Value> key;
    private final @Nullable Function<String, Value> seen;
    private final Map<String, Change> changes;
    private final ExpressionLocation location;
    private final Map<String, Value> known;

    /// @param key the value of each field of the item's key
    /// @param seen returns the value of a field in an earlier read of this item, or null if there
    ///   was no read
    IndexKeyFreshness(
            StoredType type,
            Map<String, Value> key,
            @Nullable Function<String, Value> seen,
            Map<String, Change> changes,
            ExpressionLocation location) {
        this.type = type;
        this.key = withDiscriminator(type, key);
        this.seen = seen;
        this.changes = changes;
        this.location = location;
        this.known = new HashMap<>(this.key);
    }

    /// The discriminator gives all items the same values.
    private static Map<String, Value> withDiscriminator(StoredType type, Map<String, Value> key) {
        var fixed = new HashMap<>(key);
        for (var field : type.shape().attributes().keySet()) {
            var text = type.discriminating(field);
            if (text != null) {
                fixed.put(field, new Value.Literal(text));
            }
        }
        return fixed;
    }

    /// Returns the known values besides those that the expression sets.
    Map<String, Value> ofUpdate() {
        var readFirst =
                ", or read the item first with @getItem(as:, type: \"%s\", key:, consistent: true)"
                        .formatted(type.name());
        composed()
                .forEach((half, fields) -> {
                    if (fields.stream().anyMatch(this::isChanged)) {
                        know(half, fields, readFirst);
                    }
                });
        return known;
    }

    /// Returns the same for an update that may create the item.
    Map<String, Value> ofUpsert() {
        composed()
                .forEach((half, fields) -> {
                    if (fields.stream().anyMatch(this::isChanged)
                            || fields.stream().noneMatch(this::isAbsentAtFirst)) {
                        know(half, fields, "");
                    }
                });
        return known;
    }

    /// One half of the key of an index.
    private record Half(String index, boolean sort) implements Comparable<Half> {
        @Override
        public int compareTo(Half other) {
            return Comparator.comparing(Half::index).thenComparing(Half::sort).compare(this, other);
        }
    }

    /// Returns the fields of each half that is composed.
    private Map<Half, List<KeyField>> composed() {
        var halves = new TreeMap<Half, List<KeyField>>();
        for (var index : type.indexes().values()) {
            add(halves, new Half(index.name(), false), index.key().partition());
            add(halves, new Half(index.name(), true), index.key().sort());
        }
        return halves;
    }

    private static void add(Map<Half, List<KeyField>> halves, Half half, @Nullable Key key) {
        if (key != null && key.derived()) {
            halves.put(half, key.fields());
        }
    }

    /// Returns the path that the update changes: that of the field, or of an object that contains
    /// it. Returns null if the field does not change.
    private @Nullable String changedPath(KeyField field) {
        var path = field.path();
        for (var end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            var changed = path.substring(0, end);
            if (changes.containsKey(changed)) {
                return changes.get(changed) == Change.PARTLY ? null : changed;
            }
        }
        return null;
    }

    private @Nullable Change change(KeyField field) {
        var path = changedPath(field);
        return path == null ? null : changes.get(path);
    }

    private boolean isChanged(KeyField field) {
        return change(field) != null;
    }

    /// Returns whether an item that the update creates lacks the field.
    private boolean isAbsentAtFirst(KeyField field) {
        var attribute = field.own();
        return type.discriminating(field.path()) == null
                && !attribute.nonNull()
                && attribute.defaultValue() == null
                && !isChanged(field);
    }

    /// Returns whether the update changes at most one field of the item in the key and knows the
    /// others, so that it either knows all of them or changes none.
    private boolean isAllOrNothing(List<KeyField> fields, Collection<KeyField> unknown) {
        return unknown.stream().allMatch(field -> change(field) == Change.MAYBE_SET)
                && fields.stream()
                                .map(this::changedPath)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        == 1;
    }

    /// Does nothing if a field is removed: an item without one of the fields is not in the index.
    private void know(Half half, List<KeyField> fields, String otherwise) {
        if (fields.stream().anyMatch(field -> change(field) == Change.REMOVED)) {
            return;
        }
        var unknown = new TreeMap<String, KeyField>();
        for (var field : fields) {
            var change = change(field);
            if (change == Change.COMPUTED) {
                location.report(
                        field.path(),
                        "`%s` is in the key of the index `%s`, but only DynamoDB would know its value"
                                .formatted(field.path(), half.index()),
                        "SET it to a value, so that Sluice can write the key");
            } else if (change != Change.SET && !key.containsKey(field.path())) {
                unknown.put(field.path(), field);
            }
        }
        if (unknown.isEmpty() || isAllOrNothing(fields, unknown.values())) {
            return;
        }
        if (seen != null) {
            unknown.values().forEach(field -> see(field.own().field(), seen));
        } else {
            var names = "`" + String.join("` and `", unknown.keySet()) + "`";
            location.report(
                    fields.stream()
                            .filter(this::isChanged)
                            .map(KeyField::path)
                            .findFirst()
                            .orElse("SET"),
                    "the key of the index `%s` could become stale: the update does not always set %s"
                            .formatted(half.index(), names),
                    "SET " + names + otherwise);
        }
    }

    private void see(String field, Function<String, Value> read) {
        known.put(field, read.apply(field));
    }
}
