// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The result of reading a batch of items.
///
/// @param items by key, without an entry if the item does not exist
/// @param failed keys that were not read
/// @param failure why, or null if all keys were read
public record BatchResult(
        Map<ItemKey, ReadItem> items, Set<ItemKey> failed, @Nullable Refusal failure) {

    /// Returns the item, or empty if it does not exist.
    ///
    /// @throws Refusal if the key was not read
    public Optional<ReadItem> item(ItemKey key) {
        if (failure != null && failed.contains(key)) {
            throw failure;
        }
        return Optional.ofNullable(items.get(key));
    }
}
