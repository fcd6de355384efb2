// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemKey;

import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/// What a wave is asked for: one item.
public sealed interface KeyedRead {

    /// What makes two reads one.
    Object identity();

    /// A read that shares its key with all others of the same item.
    ///
    /// @param kilobytes the largest size of the item, in KB (1,024 bytes)
    record Shared(ItemKey key, int kilobytes) implements KeyedRead {
        @Override
        public Object identity() {
            return key;
        }
    }

    /// A read that adds one key to the wave, whatever else the wave reads.
    ///
    /// @param place reads of the same place add one key together
    /// @param key null where the read names no item: it still adds a key
    /// @param standIns a key for each number, under which no item is looked for; null where
    ///   DynamoDB admits none
    record Apart(
            Object place,
            @Nullable ItemKey key,
            int kilobytes,
            IntFunction<@Nullable ItemKey> standIns)
            implements KeyedRead {
        private record Identity(Object place, @Nullable ItemKey key) {}

        @Override
        public Object identity() {
            return new Identity(place, key);
        }
    }
}
