// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Key;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.compile.Updates.Change;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Proves that an update keeps the composed keys of the indexes in step: where it changes a field
/// of one, it knows all of them.
final class IndexKeys {
    private final StoredType type;
    private final Map<String, Value> key;
    private final @Nullable Function<String, Value> seen;
    private final Map<String, Change> changes;
    private final Site site;
    private final Map<String, Value> known;

    /// @param key the value of each field of the item's key
    /// @param seen gives a field as a read of this very item before the write saw it, or null
    IndexKeys(
            StoredType type,
            Map<String, Value> key,
            @Nullable Function<String, Value> seen,
            Map<String, Change> changes,
            Site site) {
        this.type = type;
        this.key = key;
        this.seen = seen;
        this.changes = changes;
        this.site = site;
        this.known = new HashMap<>(key);
    }

    /// The values that are known beside those that the expression sets.
    Map<String, Value> ofUpdate() {
        composed()
                .forEach((index, half) -> {
                    var fields = half.template().fields();
                    if (fields.stream().anyMatch(changes::containsKey)
                            && fields.stream().noneMatch(this::isRemoved)) {
                        fields.forEach(field -> know(field, fields, index));
                    }
                });
        return known;
    }

    /// The same, where the item may be created.
    Map<String, Value> ofUpsert() {
        composed()
                .forEach((index, half) -> {
                    var fields = half.template().fields();
                    var touched = fields.stream().anyMatch(changes::containsKey);
                    if ((touched || fields.stream().noneMatch(this::isAbsentAtFirst))
                            && fields.stream().noneMatch(this::isRemoved)) {
                        fields.forEach(field -> know(field, fields, index));
                    }
                });
        return known;
    }

    /// The halves of index keys that are composed, by a name for messages.
    private Map<String, Key> composed() {
        var halves = new TreeMap<String, Key>();
        type.indexes()
                .values()
                .forEach(index -> {
                    var sort = index.sortKey();
                    var halvesOf =
                            sort == null
                                    ? List.of(index.partitionKey())
                                    : List.of(index.partitionKey(), sort);
                    halvesOf.stream()
                            .filter(half -> !half.template().isLone())
                            .forEach(half ->
                                    halves.put(index.name() + " " + half.attribute().name(), half));
                });
        return halves;
    }

    private boolean isRemoved(String field) {
        return changes.get(field) == Change.REMOVED;
    }

    /// Whether an item that the update creates lacks the field.
    private boolean isAbsentAtFirst(String field) {
        var attribute = Keys.stored(type.shape(), field);
        return !attribute.nonNull()
                && attribute.defaultValue() == null
                && !changes.containsKey(field);
    }

    private void know(String field, List<String> fields, String half) {
        var index = half.substring(0, half.indexOf(' '));
        var change = changes.get(field);
        if (change == Change.SET || key.containsKey(field)) {
            return;
        }
        if (change == Change.COMPUTED) {
            site.report(
                    field,
                    "`%s` is in the key of the index `%s`, and only DynamoDB would know its value"
                            .formatted(field, index),
                    "SET it to a value, so that the key can be spelled");
            return;
        }
        if (seen != null) {
            known.put(field, seen.apply(field));
            return;
        }
        var changed = fields.stream().filter(changes::containsKey).findFirst();
        site.report(
                changed.orElse(field),
                changed.filter(other -> !other.equals(field))
                        .map(other ->
                                "`%s` changes and `%s` is not known, so the key of the index `%s`"
                                                .formatted(other, field, index)
                                        + " would go stale")
                        .orElseGet(() ->
                                "`%s` may be left out, so the key of the index `%s` would go stale"
                                        .formatted(field, index)),
                "SET `%s` too, or read the item first with @getItem(as:, type: \"%s\", key:)"
                        .formatted(field, type.name()));
    }
}
