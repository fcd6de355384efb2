// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the deployment of another version of a schema does to tables, indexes and permissions.
///
/// @param tables what it creates, and what it no longer manages
/// @param streams by table; readers of a stream that is removed get nothing any more
/// @param refused what no deployment can do, with the fix
/// @param early indexes that fields would read before they are filled
public record InfrastructureChange(
        Both tables,
        Both indexes,
        Both streams,
        Both permissions,
        List<String> refused,
        List<String> early) {

    /// What only the later and what only the earlier version has.
    public record Both(List<String> added, List<String> removed) {
        private static Both of(Set<String> before, Set<String> after) {
            return new Both(without(after, before), without(before, after));
        }

        private static List<String> without(Set<String> all, Set<String> others) {
            var rest = new TreeSet<>(all);
            rest.removeAll(others);
            return List.copyOf(rest);
        }

        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }
    }

    /// @throws Failure if two tables of one version cannot be in one template
    public static InfrastructureChange between(Catalog earlier, Catalog later) {
        var before = contents(earlier);
        var after = contents(later);
        var file = new TemplateFile(Path.of(""), List.of(), before);
        return new InfrastructureChange(
                Both.of(before.tables().keySet(), after.tables().keySet()),
                Both.of(indexes(before, after), indexes(after, before)),
                Both.of(streams(before), streams(after)),
                Both.of(before.permissions(), after.permissions()),
                new Refusals(file, after)
                        .problems().stream().map(InfrastructureChange::text).toList(),
                new EarlyReads(before, after).notices());
    }

    private static TemplateContents contents(Catalog catalog) {
        return catalog.tables().isEmpty()
                ? new TemplateContents(Map.of(), Set.of())
                : TemplateContents.of(new DataTemplate(catalog).node());
    }

    private static String text(Problem problem) {
        return "%s: %s. Fix: %s.".formatted(problem.coordinate(), problem.fault(), problem.fix());
    }

    private static Set<String> streams(TemplateContents of) {
        return of.tables().entrySet().stream()
                .filter(table -> table.getValue().stream() != null)
                .map(table -> "%s: %s".formatted(table.getKey(), table.getValue().stream()))
                .collect(Collectors.toSet());
    }

    /// Returns the indexes of the tables that both versions have.
    private static Set<String> indexes(TemplateContents of, TemplateContents other) {
        var indexes = new TreeSet<String>();
        new TreeMap<>(of.tables())
                .forEach((id, table) -> {
                    if (other.tables().containsKey(id)) {
                        table.indexes().keySet().forEach(index -> indexes.add(id + "." + index));
                    }
                });
        return indexes;
    }
}
