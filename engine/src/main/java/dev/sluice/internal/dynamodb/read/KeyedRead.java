// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemKey;

import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/// The read of one item in a wave.
public sealed interface KeyedRead {

    /// Returns an object that is equal for the same read.
    Object identity();

    /// A read that shares its key with all other reads of the same item.
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
    /// @param place reads of the same place add only one key together
    /// @param key null if the read names no item; it still adds a key
    /// @param placeholders a placeholder key for each number, whose item nobody looks for; null if
    ///   DynamoDB accepts none
    record Apart(
            Object place,
            @Nullable ItemKey key,
            int kilobytes,
            IntFunction<@Nullable ItemKey> placeholders)
            implements KeyedRead {
        private record Identity(Object place, @Nullable ItemKey key) {}

        @Override
        public Object identity() {
            return new Identity(place, key);
        }
    }
}
