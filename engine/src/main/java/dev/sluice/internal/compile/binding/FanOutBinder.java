// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Binds an `IN ('a', 'b')` term to one position of a partition key.
record FanOutBinder(ExpressionLocation location, ValueBinder values) {

    /// Returns the literals, or null if a problem was reported.
    @Nullable FanOut bind(List<Value> options, String name, KeyPosition.Named position) {
        var bound = new ArrayList<Value.Literal>();
        var spelled = new HashSet<String>();
        for (var option : options) {
            var literal = literal(option, name, position);
            if (literal == null) {
                return null;
            }
            if (!spelled.add(spelled(literal))) {
                location.report(
                        ValueBinder.spell(option),
                        "IN has %s twice".formatted(ValueBinder.spell(option)),
                        "remove one of the two, so that no partition is read twice");
                return null;
            }
            bound.add(literal);
        }
        if (bound.size() > FanOut.MOST_PARTITIONS) {
            location.report(
                    name,
                    "IN has %d values, and a page sends one request for each"
                            .formatted(bound.size()),
                    "use at most %d values".formatted(FanOut.MOST_PARTITIONS));
            return null;
        }
        return new FanOut(bound);
    }

    private Value.@Nullable Literal literal(Value option, String name, KeyPosition.Named position) {
        if (!(option instanceof Value.Literal)) {
            location.report(
                    ValueBinder.spell(option),
                    "IN takes literals in a key condition, and `%s` is none"
                            .formatted(ValueBinder.spell(option)),
                    "write each value, as in `%s IN ('0', '1')`".formatted(name));
            return null;
        }
        var kind = values.kind(option, position);
        var fit = values.fit(option, name, kind);
        if (fit == null || !(fit.value() instanceof Value.Literal literal)) {
            return null;
        }
        values.checkMember(option, name, kind);
        return literal;
    }

    private static String spelled(Value.Literal literal) {
        return literal.value() instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : literal.value().toString();
    }
}
