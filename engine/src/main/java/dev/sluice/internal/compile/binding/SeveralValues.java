// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Binds the terms that give positions of a key several values: a key has each combination.
final class SeveralValues {
    private final ExpressionLocation location;
    private final ValueBinder values;
    private final List<String> listed;
    private final Map<String, ValueBinder.BoundedList> lists = new HashMap<>();
    private final List<FanOut> fanOuts = new ArrayList<>();
    private boolean isList;
    private boolean fansOut;
    private @Nullable Integer mostTimes;

    SeveralValues(ExpressionLocation location, ValueBinder values, Map<String, Term> terms) {
        this.location = location;
        this.values = values;
        this.listed =
                terms.keySet().stream()
                        .filter(name -> terms.get(name) instanceof Term.InList)
                        .toList();
    }

    /// Makes each key the partition of one request.
    ///
    /// @param most the most parts of times that BETWEEN names, or null if the schema does not say
    void fanOut(@Nullable Integer most) {
        fansOut = true;
        mostTimes = most;
    }

    /// Returns the values of each position of a partition key, in the order of the key.
    List<FanOut> fanOuts() {
        return List.copyOf(fanOuts);
    }

    /// Returns the lists of the `IN $list` terms that were bound, in the order of the terms.
    List<ValueBinder.BoundedList> lists() {
        return listed.stream().filter(lists::containsKey).map(lists::get).toList();
    }

    /// Returns whether a term with `IN $list` was bound, or should have been.
    boolean isList() {
        return isList;
    }

    /// Returns whether the term can give the position several values.
    boolean accepts(Term term, KeyPosition.Named position) {
        return switch (term) {
            case Term.InList _ -> true;
            case Term.InValues _ -> fansOut;
            case Term.Between _ -> fansOut && position.slot().form() instanceof TimeBucket;
            case Term.Equal _, Term.Compared _, Term.BeginsWith _ -> false;
        };
    }

    /// Returns what stands for each of the values, or null if a problem was reported.
    ///
    /// @param term one that `accepts` takes; the ends of BETWEEN are known to fit
    @Nullable Value bind(Term term, String name, KeyPosition.Named position) {
        return switch (term) {
            case Term.InList(var list) when !fansOut -> element(list, name, position.kind());
            case Term.InList(var list) -> add(name, elements(list, name, position));
            case Term.InValues(var options) -> add(name, literals(options, name, position));
            case Term.Between(var low, var high) -> add(name, times(low, high, name, position));
            case Term.Equal _, Term.Compared _, Term.BeginsWith _ ->
                    throw new IllegalArgumentException(name + " has one value");
        };
    }

    /// Returns what stands for each element of a list, or null if a problem was reported.
    @Nullable Value element(Value.Reference reference, String name, ScalarKind kind) {
        isList = true;
        var list = values.list(reference, name, kind);
        if (list == null) {
            return null;
        }
        lists.put(name, list);
        return new Value.Element(listed.indexOf(name));
    }

    private @Nullable Value add(String name, @Nullable FanOut fanOut) {
        if (fanOut == null) {
            return null;
        }
        fanOuts.add(fanOut);
        var most = FanOut.most(fanOuts);
        if (fanOuts.size() > 1 && most > FanOut.MOST_PARTITIONS) {
            location.report(
                    name,
                    "the key condition can name %d partitions, and a page sends one request for each"
                            .formatted(most),
                    "use fewer values: at most %d combinations".formatted(FanOut.MOST_PARTITIONS));
            return null;
        }
        return new Value.Element(fanOuts.size() - 1);
    }

    private @Nullable FanOut literals(
            List<Value> options, String name, KeyPosition.Named position) {
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

    private @Nullable FanOut elements(
            Value.Reference list, String name, KeyPosition.Named position) {
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

    private @Nullable FanOut times(Value low, Value high, String name, KeyPosition.Named position) {
        var bucket = (TimeBucket) position.slot().form();
        for (var end : List.of(low, high)) {
            if (!end.references().allMatch(SeveralValues::isOfRequest)) {
                location.report(
                        ValueBinder.spell(end),
                        "the number of partitions depends on `%s`, which is not known before the request runs"
                                .formatted(ValueBinder.spell(end)),
                        "use arguments, $now or literals");
                return null;
            }
        }
        if (mostTimes == null) {
            location.report(
                    name,
                    "BETWEEN can name any number of %ss, and a page sends one request for each"
                            .formatted(bucket.text()),
                    "add maxPartitions, the largest number of %ss, at most %d"
                            .formatted(bucket.text(), FanOut.MOST_PARTITIONS));
            return null;
        }
        return new FanOut.Times(low, high, bucket, mostTimes);
    }

    private static boolean isOfRequest(Value.Reference reference) {
        return reference.root() instanceof Root.Named || reference.root() == Root.Reserved.NOW;
    }
}
