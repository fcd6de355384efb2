// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import dev.sluice.devtools.fault.SpecReader;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import java.util.Set;
import java.util.stream.Collectors;

/// The tables and indexes of `chaos.graphqls`.
record ChaosNames(Catalog catalog) implements SpecReader.Schema {
    @Override
    public Set<String> tables() {
        return catalog.tables().keySet();
    }

    @Override
    public String nameOf(String table) {
        return table;
    }

    @Override
    public Set<String> indexes() {
        return catalog.tables().values().stream()
                .flatMap(table -> table.indexes().stream())
                .map(Table.Index::name)
                .collect(Collectors.toSet());
    }
}
