// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.EditorFiles;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The schema file that a command uses.
final class SchemaOption {
    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The schema file. Default: " + Home.SCHEMA + " of the project.")
    private @Nullable Path file;

    boolean isOfTheProject() {
        return file == null;
    }

    Path file() {
        return file == null ? Home.schema() : file;
    }

    /// Returns what editors need of the project's own schema.
    EditorFiles editorFiles() {
        return new EditorFiles(isOfTheProject() ? Home.state() : null);
    }
}
