// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.schema.expression.Condition;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// What a stored item must meet so that one rule lets the caller change it.
///
/// @param owner the field that must be, or contain, one of the texts, or null
/// @param held the texts by which it names the caller
/// @param when a condition on the item, or null
public record AccessCondition(@Nullable String owner, Set<String> held, @Nullable Condition when) {
    public AccessCondition {
        held = Set.copyOf(held);
    }

    /// Returns whether the two differ only in the texts.
    public boolean isLike(AccessCondition other) {
        return of(Set.of()).equals(other.of(Set.of()));
    }

    /// Returns the condition that one of two like this is met.
    public AccessCondition or(AccessCondition other) {
        var all = new HashSet<>(held);
        all.addAll(other.held);
        return of(all);
    }

    private AccessCondition of(Set<String> texts) {
        return new AccessCondition(owner, texts, when);
    }
}
