// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import static java.util.stream.Collectors.toMap;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.policy.Refusal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The result of reading a batch of items.
///
/// @param items by key, without an entry if the item does not exist
/// @param failed keys that were not read, with the reason
/// @param again reads of keys that were not read, which the next wave can send
public record BatchResult(
        Map<ItemKey, ReadItem> items, Map<ItemKey, Refusal> failed, List<BatchRead> again) {

    public static final BatchResult NOTHING = new BatchResult(Map.of(), Map.of(), List.of());

    static BatchResult of(Map<ItemKey, ReadItem> items) {
        return new BatchResult(items, Map.of(), List.of());
    }

    /// Returns the result if these keys were not read.
    static BatchResult failed(
            Map<ItemKey, ReadItem> items, Collection<ItemKey> keys, Refusal refusal) {
        var failed = keys.stream().collect(toMap(Function.identity(), _ -> refusal));
        return new BatchResult(items, failed, List.of());
    }

    /// Returns the result if nothing of these batches was read.
    public static BatchResult refused(List<BatchRead> batches, Refusal refusal) {
        var keys = batches.stream().flatMap(batch -> batch.keys().stream()).toList();
        return failed(Map.of(), keys, refusal);
    }

    /// Returns the results of both.
    public BatchResult and(BatchResult other) {
        return new BatchResult(
                both(items, other.items),
                both(failed, other.failed),
                Stream.concat(again.stream(), other.again.stream()).toList());
    }

    private static <V> Map<ItemKey, V> both(Map<ItemKey, V> one, Map<ItemKey, V> other) {
        var both = new HashMap<>(one);
        both.putAll(other);
        return both;
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
