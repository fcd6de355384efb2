// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the reads of one request found that does not match the schema. Each item counts once,
/// however often it was read.
public final class Findings {
    /// Items that were left out of an answer.
    ///
    /// @param table its name in the schema
    public record Unread(String table, Drift.Unread.Reason reason) {}

    /// A field whose value in a key differs from its own attribute.
    ///
    /// @param index null for the key of the table
    public record Difference(String type, String field, @Nullable String index) {}

    private final Map<StoredType, Integer> oversizes = new HashMap<>();
    private final Map<Unread, Set<Map<String, AttributeValue>>> unread = new LinkedHashMap<>();
    private final Set<Difference> differences = new LinkedHashSet<>();

    public void read(Item item) {
        read(item, 0);
    }

    /// @param atLeast a lower bound of the item's size, in KB; a projection leaves the rest unread
    public void read(Item item, int atLeast) {
        var most = item.type().itemSize();
        if (atLeast > most || item.isLargerThan(most)) {
            oversizes.merge(item.type(), Math.max(atLeast, item.kilobytes()), Math::max);
        }
        item.differing()
                .forEach(field -> differences.add(new Difference(item.type().name(), field, null)));
    }

    /// Records that an item's key in an index has another value for a field than the item.
    public void differs(Item item, String field, String index) {
        differences.add(new Difference(item.type().name(), field, index));
    }

    /// @param key of the item in its table
    public void leftOut(
            Target target, Drift.Unread.Reason reason, Map<String, AttributeValue> key) {
        unread.computeIfAbsent(new Unread(target.table(), reason), _ -> new HashSet<>()).add(key);
    }

    /// Returns the largest item of each type among the items read so far that are larger than
    /// `itemSize`.
    public List<Oversize> oversizes() {
        return oversizes.entrySet().stream()
                .map(type -> new Oversize(type.getKey(), type.getValue()))
                .toList();
    }

    /// Returns how many items were left out.
    public Map<Unread, Integer> unread() {
        var counts = new LinkedHashMap<Unread, Integer>();
        unread.forEach((what, items) -> counts.put(what, items.size()));
        return counts;
    }

    public List<Difference> differences() {
        return List.copyOf(differences);
    }
}
