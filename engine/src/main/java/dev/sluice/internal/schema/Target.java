// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.List;

/// The types that a read returns: one stored type, or members of a union or interface in one table.
///
/// @param type the GraphQL type's name, or the names of the members, joined by `|`
/// @param members at least one, all of one table
public record Target(String type, List<StoredType> members) {
    public Target {
        members = List.copyOf(members);
    }

    public static Target of(StoredType type) {
        return new Target(type.name(), List.of(type));
    }

    public String table() {
        return members.getFirst().table();
    }

    /// Returns the largest size of an item, in KB.
    public int itemSize() {
        var largest = 0;
        for (var member : members) {
            largest = Math.max(largest, member.itemSize());
        }
        return largest;
    }

    boolean isAbstract() {
        return members.size() > 1 || !members.getFirst().name().equals(type);
    }
}
