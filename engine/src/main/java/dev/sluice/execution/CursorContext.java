// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.schema.Field;
import dev.sluice.schema.Source;
import dev.sluice.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What a cursor is bound to: field, index, bound key values, arguments and caller.
final class CursorContext {
    private static final Set<String> PAGING = Set.of("first", "after");

    private CursorContext() {}

    /// A text that differs whenever one of the parts does.
    static String of(
            Field field,
            Source.QueryRead source,
            ValueReader values,
            @Nullable Object partition,
            SortRange range) {
        var caller = values.caller();
        var arguments = new TreeMap<>(values.arguments());
        arguments.keySet().removeAll(PAGING);
        var text = new StringBuilder();
        for (var part :
                List.of(
                        field.type(),
                        field.name(),
                        String.valueOf(source.index()),
                        String.valueOf(caller.issuer()),
                        String.valueOf(caller.subject()),
                        String.valueOf(partition),
                        String.valueOf(range),
                        arguments.toString())) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }
}
