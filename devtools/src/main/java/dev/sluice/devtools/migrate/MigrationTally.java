// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import java.util.List;

/// What was done in one table.
///
/// @param read items
/// @param changed items that were written, or would be
/// @param left items of which something was left as it is
/// @param again how often an item had changed after it was read
public record MigrationTally(long read, long changed, long left, long again) {
    static MigrationTally of(List<MigrationProgress.Segment> parts) {
        return new MigrationTally(
                parts.stream().mapToLong(part -> part.read).sum(),
                parts.stream().mapToLong(part -> part.changed).sum(),
                parts.stream().mapToLong(part -> part.left).sum(),
                parts.stream().mapToLong(part -> part.again).sum());
    }
}
