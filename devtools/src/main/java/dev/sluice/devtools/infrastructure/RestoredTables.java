// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.internal.schema.Table;

import java.util.Collection;

/// The parameter `RestoredTables`: pairs such as `Orders=orders-restored`, joined by commas. The
/// function uses these tables in place of those of the stack.
final class RestoredTables {
    /// Source: Amazon DynamoDB Developer Guide, "Naming rules".
    private static final String NAME = "[A-Za-z0-9_.-]{3,255}";

    private static final String PARAMETER =
            """
            Type: String
            Description: "Tables that are used in place of those of the stack, such as Orders=NAME, joined by commas."
            ConstraintDescription: "must be pairs such as Orders=NAME, joined by commas, with tables of the schema"
            Default: ""
            """;

    private RestoredTables() {}

    static ObjectNode parameter(Collection<Table> tables) {
        var names =
                tables.stream()
                        .map(table -> table.name().replace(".", "\\."))
                        .collect(joining("|", "(", ")"));
        var pair = names + "=" + NAME;
        return Yaml.object(PARAMETER).put("AllowedPattern", "^(%1$s(,%1$s)*)?$".formatted(pair));
    }

    /// Returns the expression for the name of the table that is used: what is between the table's
    /// first pair and the next comma. The pair of the stack's own table is the last one, so there
    /// always is a pair.
    static ObjectNode nameOf(String table) {
        return Yaml.object(
                """
                Fn::Select:
                  - 0
                  - Fn::Split:
                      - ","
                      - Fn::Select:
                          - 1
                          - Fn::Split:
                              - ",%1$s="
                              - Fn::Sub: ",${RestoredTables},%1$s=${%2$s},"
                """
                        .formatted(table, LogicalIds.of(table)));
    }

    /// Returns what is used if no table was restored, or else the other.
    static ObjectNode unlessRestored(ObjectNode own, ObjectNode restored) {
        var choice = Yaml.object("{}");
        choice.putArray("Fn::If").add("HasRestoredTables").add(restored).add(own);
        return choice;
    }
}
