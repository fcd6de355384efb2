// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Source;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/// The part of a list that a client asks for.
///
/// @param isBackward whether it is the end of the list, or of what is before the cursor
/// @param cursor where it starts, or null
record PageSlice(int size, boolean isBackward, @Nullable String cursor) {

    /// Reads arguments that were checked: a list that goes back has exactly one of two sizes.
    ///
    /// @throws Refusal BAD_CURSOR if there is a cursor of the other direction
    static PageSlice of(Source.QueryRead source, Operation.Call call) {
        var arguments = call.arguments();
        var isBackward = source.goesBack() && arguments.get("last") != null;
        var other = isBackward ? "after" : "before";
        if (source.goesBack() && arguments.get(other) != null) {
            throw new Refusal(ErrorCode.BAD_CURSOR);
        }
        return isBackward
                ? new PageSlice(size("last", arguments), true, cursor("before", arguments))
                : new PageSlice(size("first", arguments), false, cursor("after", arguments));
    }

    private static int size(String argument, Map<String, @Nullable Object> arguments) {
        return (Integer) Objects.requireNonNull(arguments.get(argument));
    }

    private static @Nullable String cursor(
            String argument, Map<String, @Nullable Object> arguments) {
        return (String) arguments.get(argument);
    }
}
