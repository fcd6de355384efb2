// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import java.util.Map;
import java.util.Objects;

/// The keys that seal cursors, by id. Make a new key current when every instance can open it, and
/// drop an old key when no client uses its cursors.
///
/// @param current the id of the key that seals
/// @param keys of 16 or 32 bytes, by ids of 1 to 64 ASCII characters
public record CursorKeys(String current, Map<String, byte[]> keys) {
    public CursorKeys {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("the current cursor key is not one of the keys");
        }
        keys.forEach(CursorKeys::check);
    }

    byte[] currentKey() {
        return Objects.requireNonNull(keys.get(current));
    }

    private static void check(String id, byte[] key) {
        if (!id.matches("\\p{ASCII}{1,64}")) {
            throw new IllegalArgumentException("a cursor key's id is 1 to 64 ASCII characters");
        }
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("a cursor key is 16 or 32 bytes");
        }
    }
}
