// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.operation.CheckedSchema;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import java.nio.file.Path;
import java.util.stream.Collectors;

/// A schema file: its name as the developer gave it, and its text.
public record SchemaSource(String name, String text) {

    /// @throws Failure if the file is missing, or is not UTF-8 text
    public static SchemaSource read(Path path) {
        return new SchemaSource(path.toString(), TextFile.read(path, "schema file"));
    }

    /// @throws Failure with every problem of the schema
    public Catalog compile() {
        try {
            return CheckedSchema.compile(name, text);
        } catch (InvalidSchemaException e) {
            throw Failure.input(
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
