// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import org.jspecify.annotations.Nullable;

/// What became of one item.
///
/// @param isChanged whether something was written, or would be
/// @param isOutdated whether the item has changed since it was read, so that it must be read again
/// @param left why something of the item was left as it is, or null
record ItemOutcome(boolean isChanged, boolean isOutdated, @Nullable String left) {
    static final ItemOutcome NOTHING = new ItemOutcome(false, false, null);
    static final ItemOutcome OUTDATED = new ItemOutcome(false, true, null);

    static ItemOutcome left(@Nullable String reason) {
        return new ItemOutcome(false, false, reason);
    }

    static ItemOutcome changed(@Nullable String left) {
        return new ItemOutcome(true, false, left);
    }
}
