// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.internal.schema.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// The changes that no deployment may make to the tables in a file. The tables would lose their
/// items, or CloudFormation would fail.
///
/// Source: AWS CloudFormation Template Reference, "AWS::DynamoDB::Table": a table with another key
/// is a new table; an index cannot change; an update can add or delete only one index.
///
/// @param needed what the schema needs
record Refusals(TemplateFile file, TemplateContents needed) {
    private static final String PAGE = "docs/how-to/change-a-key.md";

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        new TreeMap<>(needed.tables())
                .forEach((id, table) -> {
                    var found = file.contents().tables().get(id);
                    if (found != null) {
                        addKey(id, found, table, problems);
                        addIndexes(id, found, table, problems);
                        addTtl(id, found, table, problems);
                        addStream(id, found, table, problems);
                    }
                });
        return problems;
    }

    private void addKey(
            String id, TableContents found, TableContents needed, List<Problem> problems) {
        if (!found.key().equals(needed.key())) {
            problems.add(
                    file.problem(
                            id,
                            "its key would change from (%s) to (%s), and CloudFormation would replace the table with an empty one"
                                    .formatted(found.key(), needed.key()),
                            "give the table another name in the schema, and move its items (%s)"
                                    .formatted(PAGE)));
        }
    }

    private void addIndexes(
            String id, TableContents found, TableContents needed, List<Problem> problems) {
        var steps = new TreeSet<String>();
        new TreeMap<>(needed.indexes())
                .forEach((index, asked) -> {
                    var existing = found.indexes().get(index);
                    if (existing == null) {
                        steps.add(index);
                    } else if (!existing.equals(asked)) {
                        problems.add(
                                file.problem(
                                        id,
                                        "its index %s would change from (%s) to (%s), but DynamoDB cannot change an index"
                                                .formatted(index, existing, asked),
                                        "give the index another name in the schema, and move to it (%s)"
                                                .formatted(PAGE)));
                    }
                });
        found.indexes().keySet().stream()
                .filter(index -> !needed.indexes().containsKey(index))
                .forEach(steps::add);
        if (steps.size() > 1) {
            problems.add(
                    file.problem(
                            id,
                            "the indexes %s would be created or deleted at once, but DynamoDB allows only one at a time"
                                    .formatted(String.join(" and ", steps)),
                            "change one of them in the schema, run this command and deploy, then continue with the next (%s)"
                                    .formatted(PAGE)));
        }
    }

    private void addTtl(
            String id, TableContents found, TableContents needed, List<Problem> problems) {
        if (found.ttl() != null
                && needed.ttl() != null
                && !Objects.equals(found.ttl(), needed.ttl())) {
            problems.add(
                    file.problem(
                            id,
                            "its TTL attribute would change from %s to %s, but DynamoDB must disable the one before it enables the other"
                                    .formatted(found.ttl(), needed.ttl()),
                            "remove ttl from the schema, run this command and deploy, then add it again"));
        }
    }

    /// Source: Amazon DynamoDB Developer Guide, "Change data capture for DynamoDB Streams".
    private void addStream(
            String id, TableContents found, TableContents needed, List<Problem> problems) {
        if (found.stream() != null
                && needed.stream() != null
                && !found.stream().equals(needed.stream())) {
            problems.add(
                    file.problem(
                            id,
                            "its stream would change from %s to %s, but DynamoDB cannot change a stream"
                                    .formatted(found.stream(), needed.stream()),
                            "remove stream from the schema, run this command and deploy, then add it again: readers of the old stream must move to the new one"));
        }
    }
}
