// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A read of one item by its whole key.
///
/// Key values are Java values: a `String` for S (composed keys as `KeyTemplate` joins them) or
/// base64 for B, any `Number` for N.
///
/// @param sort null if the table has only a partition key
/// @param consistent whether the read sees every write that was answered before it
public record ItemRequest(
        Target target, Object partition, @Nullable Object sort, boolean consistent) {

    /// Returns an object that is equal for equal reads.
    public Object reference() {
        return Arrays.asList(target.type(), partition, sort, consistent);
    }

    /// Returns the same read, strongly consistent.
    public ItemRequest consistently() {
        return new ItemRequest(target, partition, sort, true);
    }
}
