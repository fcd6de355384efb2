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
        return switch (value) {
            case Value.Reference(_, var path) when KeyBinder.isOfItem(value) ->
                    path.stream().limit(1);
            case Value.Negated(var negated) -> of(negated);
            case Value.Reference _, Value.Literal _, Value.Element _ -> Stream.empty();
        };
    }
}
