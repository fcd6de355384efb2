// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Whether rules granted access.
///
/// @param records that granted it; they must still exist when something is written
public record Grant(boolean admitted, List<GrantingRecord> records) {
    static final Grant NONE = new Grant(false, List.of());
    static final Grant FREE = new Grant(true, List.of());

    public Grant {
        records = List.copyOf(records);
    }

    static Grant by(GrantingRecord record) {
        return new Grant(true, List.of(record));
    }

    /// @param grants completed; one that grants access is enough
    static Grant firstOf(List<CompletableFuture<Grant>> grants) {
        return grants.stream()
                .map(CompletableFuture::join)
                .filter(Grant::admitted)
                .findFirst()
                .orElse(NONE);
    }
}
