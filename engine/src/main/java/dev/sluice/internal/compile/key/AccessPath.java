// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.schema.Key;
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
            var key = member.key(index);
            partition.add(key.partition());
            if (key.sort() != null) {
                sort.add(key.sort());
            }
        }
        return new AccessPath(target, index, partition, sort);
    }
}
