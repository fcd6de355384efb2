// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.policy.Parameter;
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
/// @param place index of the write in the schema, from 0
/// @param element index in its list, from 0, or null if it has no list
/// @param values for its expressions
record WriteInstance(Write write, int place, @Nullable Integer element, ValueReader values) {

    /// Returns all instances, in the order of the schema, then of the lists. Their updates do not
    /// set fields whose values the client left out. Elements that are equal to an earlier one are
    /// left out if both would name the same item.
    static List<WriteInstance> of(List<Write> writes, ValueReader values) {
        var places = new ArrayList<WriteInstance>();
        for (int place = 0; place < writes.size(); place++) {
            var write = writes.get(place);
            var each = write.each();
            if (each == null) {
                places.add(
                        new WriteInstance(new SentChanges(values).of(write), place, null, values));
            } else if (values.read(each.list()) instanceof List<?> elements) {
                var earlier = new HashSet<@Nullable Object>();
                for (int i = 0; i < elements.size(); i++) {
                    if (each.distinct() && !earlier.add(elements.get(i))) {
                        continue;
                    }
                    var element = values.withElement(elements.get(i));
                    places.add(
                            new WriteInstance(
                                    new SentChanges(element).of(write), place, i, element));
                }
            }
        }
        return places;
    }

    /// Returns this instance with another form of the same write.
    WriteInstance of(Write spelled) {
        return new WriteInstance(spelled, place, element, values);
    }

    /// Returns the parameters of a refusal. A check that the engine adds for an item that was read
    /// has no index in the schema.
    Map<Parameter, Object> parameters() {
        var parameters = new EnumMap<Parameter, Object>(Parameter.class);
        if (!(write instanceof Write.Check check)
                || check.seen() == null
                || check.condition() != null) {
            parameters.put(Parameter.WRITE, place);
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
