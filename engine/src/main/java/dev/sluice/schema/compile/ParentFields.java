// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Source;
import dev.sluice.schema.SourceValues;
import dev.sluice.schema.expression.Value;

import java.util.stream.Stream;

/// Which fields of the parent's item, or of the item that a rule judges, a read refers to.
final class ParentFields {
    private ParentFields() {}

    static Stream<String> of(Source source) {
        return SourceValues.of(source).flatMap(ParentFields::of);
    }

    static Stream<String> of(Value value) {
        return switch (value) {
            case Value.Reference(_, var path) when KeyBinder.isOfItem(value) ->
                    path.stream().limit(1);
            case Value.Negated(var negated) -> of(negated);
            case Value.Reference _, Value.Literal _, Value.Element _ -> Stream.empty();
        };
    }
}
