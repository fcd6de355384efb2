// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files that `.graphqlrc.yml` names besides those of the project: with them, an editor knows
/// the directives, the generated types, and the schema of the operations.
///
/// @param directory null if the schema is not the project's own; then nothing is written
public record EditorFiles(@Nullable Path directory) {
    private static final String ADDITIONS = "additions.graphqls";
    private static final String API = "api.graphqls";

    /// Writes the files that differ, for this version of Sluice and of the schema.
    ///
    /// @param schema the text of the schema file
    /// @throws Failure if the directory cannot be written
    public void write(String schema, Catalog catalog) {
        if (directory == null) {
            return;
        }
        var contract = new Contract(catalog);
        try {
            Files.createDirectories(directory);
            write(directory.resolve(ADDITIONS), contract.additions(schema));
            write(directory.resolve(API), contract.schema().text());
        } catch (IOException e) {
            throw Failure.environment(
                    "The directory %s cannot be written: %s".formatted(directory, e.getMessage()));
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
