// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;
import java.util.stream.Stream;

/// What a global id of a type (`@node`) spells: the name of the type, and the values of the fields
/// of its table's key.
///
/// @param parts one for each field of the key, in the order of the key
public record GlobalId(String type, List<Part> parts) {
    public GlobalId {
        parts = List.copyOf(parts);
    }

    /// Returns the claims to which fields are pinned.
    Stream<Value.Reference> claims() {
        return parts.stream()
                .map(Part::claim)
                .filter(claim -> !claim.isEmpty())
                .map(claim -> new Value.Reference(Root.Reserved.CLAIMS, List.of(claim)));
    }

    /// @param claim the claim to which the field is pinned; empty if it is not pinned
    public record Part(String field, ValueText form, String claim) {}
}
