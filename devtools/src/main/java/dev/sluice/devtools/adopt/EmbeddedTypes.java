// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The types of the objects inside items.
final class EmbeddedTypes {
    private final Set<String> taken;
    private final Map<String, List<FieldDesign>> types = new LinkedHashMap<>();

    /// @param taken the names of all types
    EmbeddedTypes(Set<String> taken) {
        this.taken = taken;
    }

    String name(String wanted) {
        var name = Texts.free(wanted, taken);
        taken.add(name);
        return name;
    }

    void add(String name, List<FieldDesign> fields) {
        types.put(name, fields);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        types.forEach((name, fields) -> {
            lines.add("type %s {".formatted(name));
            fields.forEach(field -> lines.addAll(field.lines()));
            lines.add("}");
            lines.add("");
        });
        return lines;
    }
}
