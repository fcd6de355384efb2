// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Computes how many partitions a list reads, from what is known before the request runs.
///
/// @param arguments of the field; some may be `UnknownVariable`
record PartitionNumber(Map<String, @Nullable Object> arguments) {

    /// Returns the most partitions that a page can read.
    int most(KeyCondition condition) {
        return condition.fanOuts().stream()
                .mapToInt(this::most)
                .reduce(1, (one, other) -> one * other);
    }

    private int most(FanOut fanOut) {
        return switch (fanOut) {
            case FanOut.Literals literals -> literals.most();
            case FanOut.Elements(var list, var most) ->
                    value(list) instanceof List<?> sent ? Math.min(sent.size(), most) : most;
            case FanOut.Times times -> Math.min(times.most(), number(times));
        };
    }

    /// Returns whether the times are so far apart that a page would read too many partitions.
    boolean exceeds(FanOut.Times times) {
        return number(times) > times.most();
    }

    /// Returns `most` if one of the ends is not known, and at most one more than that.
    private int number(FanOut.Times times) {
        var from = value(times.from());
        var to = value(times.to());
        return from == null || to == null
                ? times.most()
                : times.bucket().between(from, to, times.most() + 1).size();
    }

    private @Nullable Object value(Value value) {
        return switch (value) {
            case Value.Literal(var literal) -> literal;
            case Value.Reference(Root.Named(var name), var path) -> {
                var found = arguments.get(name);
                for (var member : path) {
                    found = found instanceof Map<?, ?> object ? object.get(member) : null;
                }
                yield found instanceof UnknownVariable ? null : found;
            }
            case Value.Reference _,
                    Value.Negated _,
                    Value.Shifted _,
                    Value.Extreme _,
                    Value.Edited _,
                    Value.Element _,
                    Value.OfGlobalId _ ->
                    null;
        };
    }
}
