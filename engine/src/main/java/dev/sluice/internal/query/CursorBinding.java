// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;

import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The values that a cursor is bound to: field, index, bound key values, arguments and caller.
final class CursorBinding {
    private static final Set<String> PAGING = Set.of("first", "after");
    private static final Set<String> PAGING_BACK = Set.of("last", "before");

    private CursorBinding() {}

    /// Returns a text that differs if any of the parts differs. It does not include `$now`, which
    /// changes between two pages.
    static String of(Field field, Source.QueryRead source, ValueReader values) {
        var keys = new KeyWriter(values.at(Instant.EPOCH));
        var partition = keys.partitions(source.condition());
        var range = keys.range(source.condition().sort());
        var caller = values.caller();
        var arguments = new TreeMap<>(values.arguments());
        arguments.keySet().removeAll(PAGING);
        if (source.goesBack()) {
            arguments.keySet().removeAll(PAGING_BACK);
        }
        var text = new StringBuilder();
        var fixed =
                Stream.of(
                        field.type(),
                        field.name(),
                        source.index(),
                        caller.issuer(),
                        caller.subject(),
                        partition,
                        range);
        var given =
                arguments.entrySet().stream()
                        .flatMap(argument -> Stream.of(argument.getKey(), argument.getValue()));
        Stream.concat(fixed, given)
                .map(String::valueOf)
                .forEach(part -> text.append(part.length()).append(':').append(part));
        return text.toString();
    }
}
