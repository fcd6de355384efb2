// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.expression.Value;

import java.util.stream.Stream;

/// Finds the fields of the parent's item, or of the item that a rule checks, to which a read
/// refers.
public final class ParentFields {
    private ParentFields() {}

    public static Stream<String> of(Source source) {
        return SourceValues.of(source).flatMap(ParentFields::of);
    }

    public static Stream<String> of(Value value) {
        return value.references()
                .filter(KeyBinder::isOfItem)
                .flatMap(reference -> reference.path().stream().limit(1));
    }
}
