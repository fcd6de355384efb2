// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.ExpressionValues;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// One write of one item, with its values known.
///
/// @param item the item's key, or null for a put, whose fields spell it
/// @param values what each value of the write's expressions is, as `ScalarKind` holds it in Java: a
///   list or set is a `List`, an object a `Map` or a `StoredObject` by field; null where it is
///   absent; a `Negated` value is not asked for
/// @param owners where the item must be the caller's, the fields of which one must hold the
///   `subject`; empty where the caller may see it whosesoever it is
/// @param subject the caller's, or null where there are no owners
/// @param seen the item as a read of the same session saw it, the version or the fields that
///   `Write.Seen` names among what was fetched; null where the write names none
/// @param found the item that refused the same write before, for the size of a set: the set must
///   still be as it was; null where the write is sent for the first time
public record WriteRequest(
        Write write,
        @Nullable ItemRequest item,
        ExpressionValues values,
        Set<String> owners,
        @Nullable String subject,
        @Nullable Item seen,
        @Nullable Item found) {
    public WriteRequest {
        owners = Set.copyOf(owners);
    }

    public WriteRequest(
            Write write,
            @Nullable ItemRequest item,
            ExpressionValues values,
            Set<String> owners,
            @Nullable String subject,
            @Nullable Item seen) {
        this(write, item, values, owners, subject, seen, null);
    }

    /// The same write once more, of the item as it was found.
    public WriteRequest of(@Nullable Item refusing) {
        return new WriteRequest(write, item, values, owners, subject, seen, refusing);
    }
}
