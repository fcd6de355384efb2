// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.retry.Attempts;

import java.util.List;

/// Items that one request reads.
///
/// @param keys at least one
/// @param apart whether all keys are of one table that shares no request with others
public record BatchRead(List<ItemKey> keys, Attempts attempts, boolean apart) {
    public BatchRead {
        keys = List.copyOf(keys);
    }
}
