// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The error codes that a schema declares, with `@write(onFail:)` and `@resolver(codes:)`.
record DeclaredCodes(Catalog catalog) {

    /// Returns the codes with which a field can fail, in alphabetical order.
    Set<String> of(String type, String field) {
        var compiled = catalog.field(type, field);
        return new TreeSet<>(compiled == null ? Set.of() : of(compiled.source()));
    }

    /// Returns the coordinates of the fields that can fail with a code, in alphabetical order.
    Set<String> fields(String code) {
        return catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .filter(field -> of(field.source()).contains(code))
                .map(Field::coordinate)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> of(Source source) {
        return switch (source) {
            case Source.Computed computed -> computed.codes();
            case Source.Answered answered -> answered.codes();
            case Source.Mutation mutation ->
                    Stream.concat(
                                    Stream.ofNullable(mutation.preparation())
                                            .flatMap(prepared -> prepared.codes().stream()),
                                    mutation.writes().stream()
                                            .map(Write::onFail)
                                            .filter(Objects::nonNull))
                            .collect(Collectors.toSet());
            case Source.Stored _,
                    Source.Derived _,
                    Source.Keyed _,
                    Source.ListRead _,
                    Source.QueryRead _,
                    Source.Paging _,
                    Source.Member _ ->
                    Set.of();
        };
    }
}
