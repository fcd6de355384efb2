// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What reading a batch of items came to.
///
/// @param items by key; no entry where there is no such item
/// @param failed keys that were not read
/// @param failure why, or null where all keys were read
public record BatchResult(
        Map<ItemKey, ReadItem> items, Set<ItemKey> failed, @Nullable Refusal failure) {

    /// Empty where there is no such item.
    ///
    /// @throws Refusal where the key was not read
    public Optional<ReadItem> item(ItemKey key) {
        if (failure != null && failed.contains(key)) {
            throw failure;
        }
        return Optional.ofNullable(items.get(key));
    }
}
