// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One execution of a write: a write runs once, or once for each element of a list.
///
/// @param place index of the write in its mutation, from 0
/// @param position of its `@write` in the schema, from 0
/// @param element index in its list, from 0, or null if it has no list
/// @param values for its expressions
record WriteInstance(
        Write write, int place, int position, @Nullable Integer element, ValueReader values) {

    /// Returns all instances, in the order of the schema, then of the lists. Their updates do not
    /// set fields whose values the client left out. Elements that are equal to an earlier one are
    /// left out if both would name the same item.
    ///
    /// @param earlier has the lists of items
    static List<WriteInstance> of(
            Source.Mutation source, ValueReader values, EarlierItems earlier) {
        var places = new ArrayList<WriteInstance>();
        for (int place = 0; place < source.writes().size(); place++) {
            var write = source.writes().get(place);
            var position = source.alternatives().position(place);
            var each = write.each();
            if (each == null) {
                var sent = new SentChanges(values).of(write);
                var instance = new WriteInstance(sent, place, position, null, values);
                if (!instance.isOfAnotherType()) {
                    places.add(instance);
                }
            } else if (elements(each, values, earlier) instanceof List<?> elements) {
                var same = new HashSet<@Nullable Object>();
                for (int i = 0; i < elements.size(); i++) {
                    if (each.distinct() && !same.add(elements.get(i))) {
                        continue;
                    }
                    var element = values.withElement(elements.get(i));
                    places.add(
                            new WriteInstance(
                                    new SentChanges(element).of(write),
                                    place,
                                    position,
                                    i,
                                    element));
                }
            }
        }
        return places;
    }

    private static @Nullable Object elements(
            Write.Repetition each, ValueReader values, EarlierItems earlier) {
        var items = earlier.lists().get(each.list());
        return items == null ? values.read(each.list()) : items;
    }

    /// Returns whether the write is for another type than that of the item.
    private boolean isOfAnotherType() {
        var seen = seen();
        return seen != null && !seen.type().name().equals(write.type().name());
    }

    /// Returns the item that must be as it was read before, or null if there is none.
    @Nullable Item seen() {
        var seen = write.seen();
        return seen == null
                ? null
                : (Item) values.read(new Value.Reference(Root.of(seen.alias()), List.of()));
    }

    /// Returns this instance with another form of the same write.
    WriteInstance of(Write spelled) {
        return new WriteInstance(spelled, place, position, element, values);
    }

    /// Returns the parameters of a refusal. A check that the engine adds for an item that was read
    /// has no index in the schema.
    Map<Parameter, Object> parameters() {
        var parameters = new EnumMap<Parameter, Object>(Parameter.class);
        if (!(write instanceof Write.Check check)
                || check.seen() == null
                || check.condition() != null) {
            parameters.put(Parameter.WRITE, position);
        }
        parameters.put(Parameter.TYPE, write.type().name());
        if (element != null) {
            parameters.put(Parameter.ELEMENT, element);
        }
        return parameters;
    }

    /// Returns the path of a value in the arguments.
    String path(Value.Reference value) {
        var each = write.each();
        return each != null && value.root() == Root.Reserved.EACH
                ? spelled(each.list()) + "[" + element + "]" + suffix(value)
                : spelled(value);
    }

    private static String spelled(Value.Reference value) {
        return value.root().text() + suffix(value);
    }

    private static String suffix(Value.Reference value) {
        return value.path().stream().map(member -> "." + member).collect(Collectors.joining());
    }
}
