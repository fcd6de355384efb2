// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.cost.ItemPacker;

/// A read of one item, with what it may weigh.
///
/// @param kilobytes the largest size of the item, in KB (1,024 bytes)
record ItemRead(ItemKey key, int kilobytes) {
    ItemPacker.Load load() {
        return new ItemPacker.Load(
                key.table().name(), key.partition(), key.consistent(), kilobytes);
    }
}
