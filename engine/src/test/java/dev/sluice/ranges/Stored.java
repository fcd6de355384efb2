// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An item of the model.
///
/// @param template which of its kind's sort keys it has
/// @param no identifies the item among all others
record Stored(Kind kind, int template, String partition, String s, String n, String o, String no) {

    Map<String, Object> fields() {
        Object value = kind.sort().startsWith("Int") ? Integer.valueOf(s) : s;
        var fields = new HashMap<String, Object>(Map.of("p", partition, "n", n, "o", o, "no", no));
        if (kind.isInside()) {
            fields.put("in", Map.of("s", value));
        } else {
            fields.put("s", value);
        }
        return fields;
    }

    String type() {
        return kind.types().get(template);
    }

    /// Items with the same key are one item. In an index, items with the same number are one.
    List<String> key() {
        return kind.index() ? List.of(partition, no) : sortKey();
    }

    private List<String> sortKey() {
        var key = new ArrayList<String>(List.of(kind.alone() ? "" : partition));
        segments().forEach(segment -> key.add(value(segment)));
        return key;
    }

    /// Returns DynamoDB's order: segment by segment, and a key before those that it is a prefix of.
    static Comparator<Stored> order() {
        return (one, other) -> {
            var left = one.segments();
            var right = other.segments();
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                var order =
                        left.get(i).startsWith("{s") && right.get(i).startsWith("{s")
                                ? one.kind.order().compare(one.s, other.s)
                                : Values.BYTES.compare(
                                        one.value(left.get(i)), other.value(right.get(i)));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        };
    }

    private List<String> segments() {
        return List.of(kind.templates().get(template).replace("{in.s", "{s").split("#", -1));
    }

    private String value(String segment) {
        return switch (segment.replaceAll(":.*}", "}")) {
            case "{s}" -> kind.isLowered() ? s.toLowerCase(Locale.ROOT) : s;
            case "{n}" -> n;
            case "{o}" -> kind.isLowered() ? o.toLowerCase(Locale.ROOT) : o;
            default -> segment;
        };
    }
}
