// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.document.VisibleSchema;
import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.schema.Catalog;

import graphql.parser.Parser;

import java.util.List;
import java.util.Map;

/// Finds the trusted operations that are valid only for callers who see a flagged field.
public final class FlaggedOperations {
    private FlaggedOperations() {}

    /// Returns one line for each operation and each flag that it needs.
    ///
    /// @param trusted valid if all flags are on
    public static List<String> of(Catalog catalog, List<TrustedDocument> trusted) {
        return catalog.flags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(flag -> {
                    var without = VisibleSchema.of(catalog.clientSchema(), flag.getValue());
                    var schema = ApiSchema.of(without);
                    return trusted.stream()
                            .filter(operation ->
                                    !Documents.isValid(Parser.parse(operation.body()), schema))
                            .map(operation ->
                                    "%s needs the flag `%s`: it is not valid for callers to whom no setting shows it"
                                            .formatted(operation.name(), flag.getKey()));
                })
                .toList();
    }
}
