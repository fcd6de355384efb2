// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;

import org.jspecify.annotations.Nullable;

/// What requests have counted in one partition.
///
/// @param items how many items of the list are among those that DynamoDB read
/// @param read how many items DynamoDB read
/// @param stop where DynamoDB stopped, or null if it read all
public record Subtotal(int items, int read, @Nullable PageKey stop) {
    public static final Subtotal NOTHING = new Subtotal(0, 0, null);

    /// @param next what followed where this one stopped
    Subtotal plus(Subtotal next) {
        return new Subtotal(items + next.items, read + next.read, next.stop);
    }
}
