// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/// The resource of a permission: a table, or one of its indexes.
///
/// @param table the name in the schema
/// @param index null for the table itself
record Resource(String table, @Nullable String index) implements Comparable<Resource> {
    private static final Comparator<Resource> ORDER =
            Comparator.comparing(Resource::table)
                    .thenComparing(
                            Resource::index, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Resource other) {
        return ORDER.compare(this, other);
    }
}
