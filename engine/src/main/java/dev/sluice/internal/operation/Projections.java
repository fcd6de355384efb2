// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Target;

import graphql.normalized.ExecutableNormalizedField;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Collects which attributes an operation needs of each table.
final class Projections {
    private final Catalog catalog;
    private final Map<String, Set<String>> byTable = new HashMap<>();

    Projections(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Returns the selections on a connection's items, through `nodes` and `edges`.
    static List<ExecutableNormalizedField> nodes(ExecutableNormalizedField connection) {
        return connection.getChildren().stream()
                .flatMap(child ->
                        switch (child.getFieldName()) {
                            case "nodes" -> child.getChildren().stream();
                            case "edges" ->
                                    child.getChildren().stream()
                                            .filter(edge -> edge.getFieldName().equals("node"))
                                            .flatMap(node -> node.getChildren().stream());
                            default -> Stream.empty();
                        })
                .toList();
    }

    /// Returns the attributes that the selected fields of the target need.
    Set<String> attributes(Target target, List<ExecutableNormalizedField> selected) {
        var attributes = new HashSet<String>();
        for (var member : target.members()) {
            attributes.addAll(member.always());
            for (var field : selected) {
                var compiled =
                        field.getObjectTypeNames().contains(member.name())
                                ? catalog.field(member.name(), field.getFieldName())
                                : null;
                if (compiled != null) {
                    attributes.addAll(compiled.needs());
                }
            }
        }
        return attributes;
    }

    void add(Target target, Set<String> attributes) {
        byTable.computeIfAbsent(target.table(), _ -> new HashSet<>()).addAll(attributes);
    }

    /// Returns the names of attributes by the names of tables in the schema.
    Map<String, Set<String>> byTable() {
        return byTable;
    }
}
