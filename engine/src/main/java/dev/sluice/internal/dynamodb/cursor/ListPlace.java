// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import org.jspecify.annotations.Nullable;

/// A place in a list, which a cursor marks.
///
/// The place of an item works in both directions. The place at which a page stopped after items
/// that were dropped differs by direction: to go on, a page starts where DynamoDB stopped; to go
/// back, it starts at the last item that was shown.
///
/// @param after the key after which a page starts in the order of the list, or null if the cursor
///   only goes back
/// @param before the key before which a page ends, or null if the cursor only goes on
public record ListPlace(@Nullable PageKey after, @Nullable PageKey before) {

    /// Returns the place of an item.
    public static ListPlace of(PageKey item) {
        return new ListPlace(item, item);
    }

    /// Returns the key at which a page starts, or null if the place is not one for this direction.
    public @Nullable PageKey start(boolean backward) {
        return backward ? before : after;
    }
}
