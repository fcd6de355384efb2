// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Binds a term that gives one position of a partition key several values.
record FanOutBinder(ExpressionLocation location, ValueBinder values) {

    /// Returns the literals of `IN ('a', 'b')`, or null if a problem was reported.
    @Nullable FanOut literals(List<Value> options, String name, KeyPosition.Named position) {
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
        return new FanOut.Literals(bound);
    }

    private Value.@Nullable Literal literal(Value option, String name, KeyPosition.Named position) {
        if (!(option instanceof Value.Literal)) {
            location.report(
                    ValueBinder.spell(option),
                    "IN takes literals or one list, and `%s` is none"
                            .formatted(ValueBinder.spell(option)),
                    "write each value, as in `%s IN ('0', '1')`, or `%s IN $list`"
                            .formatted(name, name));
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

    /// Returns the elements of `IN $list`, or null if a problem was reported.
    @Nullable FanOut elements(Value.Reference list, String name, KeyPosition.Named position) {
        var bounded = values.list(list, name, values.kind(list, position));
        if (bounded == null) {
            return null;
        }
        if (bounded.maxItems() > FanOut.MOST_PARTITIONS) {
            location.report(
                    list.text(),
                    "`%s` can have %d values, and a page sends one request for each"
                            .formatted(list.text(), bounded.maxItems()),
                    "give it @constraint(maxItems: %d)".formatted(FanOut.MOST_PARTITIONS));
            return null;
        }
        if (bounded.nullable()) {
            location.report(
                    list.text(),
                    "`%s` can be null, and then no partition is named".formatted(list.text()),
                    "make it non-null: an empty list reads nothing");
            return null;
        }
        return new FanOut.Elements(list, bounded.maxItems());
    }

    /// Returns the parts of times of `BETWEEN low AND high`, or null if a problem was reported.
    ///
    /// @param low known to fit
    /// @param high known to fit
    /// @param most null if the schema gives no limit
    @Nullable FanOut times(
            Value low, Value high, String name, TimeBucket bucket, @Nullable Integer most) {
        for (var end : List.of(low, high)) {
            if (!end.references().allMatch(FanOutBinder::isOfRequest)) {
                location.report(
                        ValueBinder.spell(end),
                        "the number of partitions depends on `%s`, which is not known before the request runs"
                                .formatted(ValueBinder.spell(end)),
                        "use arguments, $now or literals");
                return null;
            }
        }
        if (most == null) {
            location.report(
                    name,
                    "BETWEEN can name any number of %ss, and a page sends one request for each"
                            .formatted(bucket.text()),
                    "add maxPartitions, the largest number of %ss, at most %d"
                            .formatted(bucket.text(), FanOut.MOST_PARTITIONS));
            return null;
        }
        return new FanOut.Times(low, high, bucket, most);
    }

    private static boolean isOfRequest(Value.Reference reference) {
        return reference.root() instanceof Root.Named || reference.root() == Root.Reserved.NOW;
    }
}
