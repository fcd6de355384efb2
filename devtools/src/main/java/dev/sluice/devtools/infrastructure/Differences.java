// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.internal.schema.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// The differences between a template file and the schema.
///
/// @param text the template that the schema gives
/// @param needed the contents of that text
record Differences(TemplateFile file, String text, TemplateContents needed) {
    private static final String REMEDY = "run `sluice infrastructure`";

    /// Returns the differences; empty if the lines of the file are exactly those of the schema's
    /// template.
    List<Problem> problems() {
        if (file.lines().equals(text.lines().toList())) {
            return List.of();
        }
        var problems = new ArrayList<Problem>();
        addTables(problems);
        addPermissions(problems);
        return problems.isEmpty() ? List.of(firstLine()) : problems;
    }

    private void addTables(List<Problem> problems) {
        var ids = new TreeSet<>(needed.tables().keySet());
        ids.addAll(file.contents().tables().keySet());
        for (var id : ids) {
            var found = file.contents().tables().get(id);
            var asked = needed.tables().get(id);
            if (found == null) {
                problems.add(problem(id, "the schema has this table, but the file does not"));
            } else if (asked == null) {
                problems.add(problem(id, "the file has this table, but the schema does not"));
            } else {
                addTable(id, found, asked, problems);
            }
        }
    }

    private void addTable(
            String id, TableContents found, TableContents asked, List<Problem> problems) {
        if (!found.key().equals(asked.key())) {
            problems.add(
                    problem(
                            id,
                            "the key is (%s), but (%s) in the schema"
                                    .formatted(found.key(), asked.key())));
        }
        if (!Objects.equals(found.ttl(), asked.ttl())) {
            problems.add(
                    problem(
                            id,
                            "the TTL attribute is %s, but %s in the schema"
                                    .formatted(text(found.ttl()), text(asked.ttl()))));
        }
        if (!Objects.equals(found.stream(), asked.stream())) {
            problems.add(
                    problem(
                            id,
                            "the stream is %s, but %s in the schema"
                                    .formatted(text(found.stream()), text(asked.stream()))));
        }
        var indexes = new TreeSet<>(found.indexes().keySet());
        indexes.addAll(asked.indexes().keySet());
        for (var index : indexes) {
            var has = found.indexes().get(index);
            var asks = asked.indexes().get(index);
            if (!Objects.equals(has, asks)) {
                problems.add(
                        file.problem(
                                id,
                                "the index %s is %s, but %s in the schema"
                                        .formatted(index, text(has), text(asks)),
                                has == null && needed.reads(id, index)
                                        ? "deploy the index before the fields that read it (%s), then %s"
                                                .formatted(EarlyReads.PAGE, REMEDY)
                                        : REMEDY));
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "missing" : "(" + value + ")";
    }

    private void addPermissions(List<Problem> problems) {
        var lacking = new TreeSet<>(needed.permissions());
        lacking.removeAll(file.contents().permissions());
        lacking.forEach(permission ->
                problems.add(problem("Policy", "%s is missing".formatted(permission))));
        var excess = new TreeSet<>(file.contents().permissions());
        excess.removeAll(needed.permissions());
        excess.forEach(permission ->
                problems.add(
                        problem(
                                "Policy",
                                "it allows %s, which no field needs".formatted(permission))));
    }

    private Problem problem(String id, String fault) {
        return file.problem(id, fault, REMEDY);
    }

    private Problem firstLine() {
        var lines = text.lines().toList();
        int line = 0;
        while (line < Math.min(lines.size(), file.lines().size())
                && lines.get(line).equals(file.lines().get(line))) {
            line++;
        }
        return new Problem(
                file.path().toString(),
                line + 1,
                1,
                "line",
                "this is not what `sluice infrastructure` writes",
                REMEDY);
    }
}
