// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// The template that a command compares with the schema.
final class InfrastructureOption {
    @Option(
            names = "--infrastructure",
            paramLabel = "FILE",
            description =
                    "The template of the schema's tables. Default: "
                            + Home.INFRASTRUCTURE
                            + " of the project with its own schema, none with another.")
    private @Nullable Path file;

    /// Null if there is no template.
    @Nullable Path file(SchemaOption schema) {
        if (file == null && schema.isOfTheProject() && Files.exists(Home.infrastructure())) {
            return Home.infrastructure();
        }
        return file;
    }
}
