// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A field that reads in the first wave, although its parent has not been read by then, or a field
/// above one.
///
/// @param call null if the field reads nothing
/// @param isKnown whether the key follows from the caller, the arguments, and the fields that the
///   key of the parent contains
/// @param gives the values of the fields of the item that its key contains
public record EarlyRead(
        Operation.Place place,
        Field field,
        Operation.@Nullable Call call,
        boolean isKnown,
        Map<String, Value> gives,
        List<EarlyRead> below) {
    public EarlyRead {
        gives = Map.copyOf(gives);
        below = List.copyOf(below);
    }

    public Map<String, @Nullable Object> arguments() {
        return call == null ? Map.of() : call.arguments();
    }

    /// Returns the call of a field that reads.
    public Operation.Call called() {
        return Objects.requireNonNull(call);
    }
}
