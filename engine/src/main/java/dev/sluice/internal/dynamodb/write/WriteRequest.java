// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.ExpressionValues;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// One write of one item, with its values known.
///
/// @param item the item's key, or null for a put, whose fields contain it
/// @param values returns each value of the write's expressions, as `ScalarKind` defines it in Java:
///   a list or set is a `List`, an object is a `Map` or a `StoredObject` by field; null if it is
///   absent; never called with a `Negated` value
/// @param owners the owner fields, one of which must be, or contain, one of its texts; empty if the
///   caller may write any owner's item
/// @param seen the item as a read of the same request returned it, including the version or the
///   fields that `Write.Seen` names; null if the write names none
/// @param found the item that refused the same write before because of the size of a set; the set
///   must be unchanged; null on the first attempt
public record WriteRequest(
        Write write,
        @Nullable ItemRequest item,
        ExpressionValues values,
        Map<String, Set<String>> owners,
        @Nullable Item seen,
        @Nullable Item found) {
    public WriteRequest {
        owners = Map.copyOf(owners);
    }

    public WriteRequest(
            Write write,
            @Nullable ItemRequest item,
            ExpressionValues values,
            Map<String, Set<String>> owners,
            @Nullable Item seen) {
        this(write, item, values, owners, seen, null);
    }

    /// Returns the same write, to be sent again for the item that refused it.
    public WriteRequest of(@Nullable Item refusing) {
        return new WriteRequest(write, item, values, owners, seen, refusing);
    }
}
