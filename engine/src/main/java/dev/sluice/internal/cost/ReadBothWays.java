// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import java.util.HashSet;
import java.util.Set;

/// The tables that one wave reads both consistently and eventually. A request can read a table only
/// one way.
final class ReadBothWays {
    /// The order in which reads are packed.
    enum Group {
        CONSISTENT_OF_BOTH,
        EVENTUAL_OF_BOTH,
        OTHER
    }

    private final Set<String> consistent = new HashSet<>();
    private final Set<String> eventual = new HashSet<>();

    void add(String table, boolean consistently) {
        (consistently ? consistent : eventual).add(table);
    }

    /// Returns the group of a read. Call it after all reads were added.
    Group group(String table, boolean consistently) {
        if (!consistent.contains(table) || !eventual.contains(table)) {
            return Group.OTHER;
        }
        return consistently ? Group.CONSISTENT_OF_BOTH : Group.EVENTUAL_OF_BOTH;
    }
}
