// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The keys that a query reads, for each member: those of the table or of one index.
public record AccessPath(
        Target target, @Nullable String index, List<Key> partition, List<Key> sort) {

    /// @param index an index that every member declares, or null for the table
    public static AccessPath of(Target target, @Nullable String index) {
        var partition = new ArrayList<Key>();
        var sort = new ArrayList<Key>();
        for (var member : target.members()) {
            partition.add(partitionKey(member, index));
            var sortKey = sortKey(member, index);
            if (sortKey != null) {
                sort.add(sortKey);
            }
        }
        return new AccessPath(target, index, partition, sort);
    }

    public static Key partitionKey(StoredType type, @Nullable String index) {
        return index == null ? type.partitionKey() : type.index(index).partitionKey();
    }

    public static @Nullable Key sortKey(StoredType type, @Nullable String index) {
        return index == null ? type.sortKey() : type.index(index).sortKey();
    }
}
