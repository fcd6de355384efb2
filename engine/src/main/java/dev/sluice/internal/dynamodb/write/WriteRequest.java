// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.ExpressionValues;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One write of one item, with its values known.
///
/// @param item the item's key, or null for a put, whose fields contain it
/// @param values returns each value of the write's expressions, as `ScalarKind` defines it in Java:
///   a list or set is a `List`, an object is a `Map` or a `StoredObject` by field; null if it is
///   absent; never called with a `Negated` value
/// @param access what the stored item must meet for the caller: one of these; empty if the caller
///   may write every item
/// @param seen the item as a read of the same request returned it, including the version or the
///   fields that `Write.Seen` names; null if the write names none
/// @param found the item that refused the same write before because of the size of a set; the set
///   must be unchanged; null on the first attempt
public record WriteRequest(
        Write write,
        @Nullable ItemRequest item,
        ExpressionValues values,
        List<AccessCondition> access,
        @Nullable Item seen,
        @Nullable Item found) {
    public WriteRequest {
        access = List.copyOf(access);
    }

    public WriteRequest(
            Write write,
            @Nullable ItemRequest item,
            ExpressionValues values,
            List<AccessCondition> access,
            @Nullable Item seen) {
        this(write, item, values, access, seen, null);
    }

    /// Returns the same write, to be sent again for the item that refused it.
    public WriteRequest of(@Nullable Item refusing) {
        return new WriteRequest(write, item, values, access, seen, refusing);
    }
}
