// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static java.util.stream.Collectors.joining;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Table;

import java.util.Collection;

/// The value of `SLUICE_TABLES`: for each table, its name in the schema and its name in AWS.
final class TableSetting {
    /// What template.yaml leaves of the 4 KB that all environment variables of a function have
    /// together, in characters. Source: AWS Lambda Developer Guide, "Lambda quotas".
    static final int MOST = 3_200;

    private TableSetting() {}

    /// Returns the value, with references to the tables.
    ///
    /// @throws Failure if the value would be too long for the function
    static String of(Collection<Table> tables) {
        var length =
                tables.stream()
                        .mapToInt(table ->
                                table.name().length()
                                        + "=,".length()
                                        + PolicySize.nameOf(LogicalIds.of(table.name())).length())
                        .sum();
        if (length > MOST) {
            throw Failure.input(
                    "The names of the %d tables need %d characters of the function's environment, but it has room for %d. Fix: store several types in one table, or serve some of them from another stack."
                            .formatted(tables.size(), length, MOST));
        }
        return tables.stream()
                .map(table -> "%s=${%s}".formatted(table.name(), LogicalIds.of(table.name())))
                .collect(joining(","));
    }
}
