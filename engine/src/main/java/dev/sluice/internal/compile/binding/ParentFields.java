// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.expression.Value;

import java.util.stream.Stream;

/// Finds the fields of the parent's item, or of the item that a rule checks, that a read needs.
public final class ParentFields {
    private ParentFields() {}

    public static Stream<String> of(Source source) {
        var read = SourceValues.of(source).flatMap(ParentFields::of);
        return source instanceof Source.QueryRead query && query.counter() != null
                ? Stream.concat(read, of(query.counter()))
                : read;
    }

    public static Stream<String> of(Value value) {
        return value.references()
                .filter(KeyBinder::isOfItem)
                .flatMap(reference -> reference.path().stream().limit(1));
    }
}
