// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One of the times that a write of a mutation happens.
///
/// @param place of the write in the schema, from 0
/// @param element of its list, from 0, or null where it happens once
/// @param values that its expressions take
record WriteInstance(Write write, int place, @Nullable Integer element, ValueReader values) {

    /// All of them, in the order of the schema, then of the lists.
    static List<WriteInstance> of(List<Write> writes, ValueReader values) {
        var places = new ArrayList<WriteInstance>();
        for (int place = 0; place < writes.size(); place++) {
            var write = writes.get(place);
            var each = write.each();
            if (each == null) {
                places.add(new WriteInstance(write, place, null, values));
            } else if (values.read(each.list()) instanceof List<?> elements) {
                for (int i = 0; i < elements.size(); i++) {
                    var element = values.withElement(elements.get(i));
                    places.add(new WriteInstance(write, place, i, element));
                }
            }
        }
        return places;
    }

    /// The same time of the same write, which is spelled otherwise.
    WriteInstance of(Write spelled) {
        return new WriteInstance(spelled, place, element, values);
    }

    /// What a refusal tells of it. A check that the engine adds, of what was read, has no place in
    /// the schema.
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

    /// Where in the arguments a value stands.
    String path(Value.Reference value) {
        var each = write.each();
        return each != null && value.root().equals("each")
                ? spelled(each.list()) + "[" + element + "]" + suffix(value)
                : spelled(value);
    }

    private static String spelled(Value.Reference value) {
        return value.root() + suffix(value);
    }

    private static String suffix(Value.Reference value) {
        return value.path().stream().map(member -> "." + member).collect(Collectors.joining());
    }
}
