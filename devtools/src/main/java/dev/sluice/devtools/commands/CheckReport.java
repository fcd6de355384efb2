// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.PrettyJson;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/// The result of `check`. Its components are the members of the JSON that it prints.
///
/// @param tables how many tables the schema's types are stored in; 0 if there are problems
/// @param operations how many operations are trusted
/// @param notices what the author should know although the schema has no problems
record CheckReport(
        String schema,
        List<Problem> problems,
        int types,
        int tables,
        int operations,
        List<String> notices) {
    /// @param findings in addition to the notices of the catalog
    static CheckReport right(
            String schema, Catalog catalog, int operations, List<String> findings) {
        return new CheckReport(
                schema,
                List.of(),
                catalog.storedTypes().size(),
                catalog.tables().size(),
                operations,
                Stream.concat(catalog.notices().stream(), findings.stream()).toList());
    }

    static CheckReport wrong(String schema, List<Problem> problems) {
        return new CheckReport(schema, problems, 0, 0, 0, List.of());
    }

    void printText(PrintWriter out, PrintWriter err) {
        notices.forEach(notice -> err.println("note: " + notice));
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.printf(
                    "%s is valid: stored types %d, tables %d, trusted operations %d.%n",
                    schema, types, tables, operations);
        }
    }

    String json() {
        return PrettyJson.of(this);
    }
}
