// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.Write;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Function;

/// One write of one item, with its values known.
///
/// @param item the item's key, or null for a put, whose fields spell it
/// @param values what each value of the write's expressions is, as `ScalarKind` holds it in Java: a
///   list or set is a `List`, an object a `Map` or a `StoredObject` by field; null where it is
///   absent
/// @param owners where the item must be the caller's, the fields of which one must hold the
///   `subject`; empty where the caller may see it whosesoever it is
/// @param subject the caller's, or null where there are no owners
/// @param seen the item as the read that the write names saw it, or null
public record WriteRequest(
        Write write,
        @Nullable ItemRequest item,
        Function<Value, @Nullable Object> values,
        Set<String> owners,
        @Nullable String subject,
        @Nullable Item seen) {
    public WriteRequest {
        owners = Set.copyOf(owners);
    }
}
