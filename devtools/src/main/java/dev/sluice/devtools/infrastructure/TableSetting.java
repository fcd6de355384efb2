// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Table;

import java.util.Collection;

/// The value of `SLUICE_TABLES`: for each table, its name in the schema and its name in AWS.
final class TableSetting {
    /// What template.yaml leaves of the 4 KB that all environment variables of a function have
    /// together, in characters. Source: AWS Lambda Developer Guide, "Lambda quotas".
    static final int MOST = 3_040;

    private TableSetting() {}

    /// Returns the value, with references to the tables of the stack or to restored ones.
    ///
    /// @throws Failure if the value would be too long for the function
    static ObjectNode of(Collection<Table> tables) {
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
        var restored = Yaml.object("{}");
        var names = restored.putArray("Fn::Sub").add(pairs(tables, "Name")).addObject();
        for (var table : tables) {
            names.set(LogicalIds.of(table.name()) + "Name", RestoredTables.nameOf(table.name()));
        }
        return RestoredTables.unlessRestored(
                Yaml.object("{}").put("Fn::Sub", pairs(tables, "")), restored);
    }

    private static String pairs(Collection<Table> tables, String suffix) {
        return tables.stream()
                .map(table ->
                        "%s=${%s%s}".formatted(table.name(), LogicalIds.of(table.name()), suffix))
                .collect(joining(","));
    }
}
