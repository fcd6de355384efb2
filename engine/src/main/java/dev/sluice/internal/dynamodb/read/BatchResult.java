// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import static java.util.stream.Collectors.toMap;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.policy.Refusal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The result of reading a batch of items.
///
/// @param items by key, without an entry if the item does not exist
/// @param failed keys that were not read, with the reason
/// @param again reads of keys that were not read, which the next wave can send
public record BatchResult(
        Map<ItemKey, ReadItem> items, Map<ItemKey, Refusal> failed, List<BatchRead> again) {

    static BatchResult of(Map<ItemKey, ReadItem> items) {
        return new BatchResult(items, Map.of(), List.of());
    }

    /// Returns the result if these keys were not read.
    static BatchResult failed(
            Map<ItemKey, ReadItem> items, Collection<ItemKey> keys, Refusal refusal) {
        var failed = keys.stream().collect(toMap(Function.identity(), _ -> refusal));
        return new BatchResult(items, failed, List.of());
    }

    /// Returns the item, or empty if it does not exist.
    ///
    /// @throws Refusal if the key was not read
    public Optional<ReadItem> item(ItemKey key) {
        var refusal = failed.get(key);
        if (refusal != null) {
            throw refusal;
        }
        return Optional.ofNullable(items.get(key));
    }
}
