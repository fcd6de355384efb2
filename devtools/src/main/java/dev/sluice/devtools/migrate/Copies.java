// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The copies that `--copy` names.
///
/// @param fields each gives a field the value of another one of the type
/// @param types by the name of a type, the type whose items it gets
public record Copies(List<FieldCopy> fields, Map<String, String> types) {
    private static final Pattern FORM = Pattern.compile("(\\w+)(?:\\.(\\w+))?=(\\w+)");

    public Copies {
        fields = List.copyOf(fields);
        types = Map.copyOf(types);
    }

    /// A new field that gets the value of another one. The later version writes both.
    ///
    /// @param to the new field
    /// @param from the field whose value it gets
    public record FieldCopy(String type, String to, String from) {}

    /// @param texts such as `Order.total=sum` and `OrderById=Order`
    /// @throws Failure if a text has another form, or if two of them contradict
    public static Copies parse(List<String> texts) {
        var fields = new ArrayList<FieldCopy>();
        var types = new TreeMap<String, String>();
        var sources = new HashMap<String, String>();
        for (var text : texts) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw Failure.usage(
                        "--copy %s: write it as Type.newField=oldField, or as NewType=OldType."
                                .formatted(text));
            }
            if (parts.group(2) == null) {
                types.put(parts.group(1), parts.group(3));
                continue;
            }
            var copy = new FieldCopy(parts.group(1), parts.group(2), parts.group(3));
            var other = sources.put(copy.type() + "." + copy.from(), copy.to());
            if (other != null) {
                throw Failure.usage(
                        "--copy copies the whole value of %s.%s, so it cannot split it into %s and %s. Write each item once more with a mutation that sets both."
                                .formatted(copy.type(), copy.from(), other, copy.to()));
            }
            fields.add(copy);
        }
        return new Copies(fields, types);
    }

    /// Returns the copies between fields of a type.
    List<FieldCopy> of(String type) {
        return fields.stream().filter(copy -> copy.type().equals(type)).toList();
    }
}
