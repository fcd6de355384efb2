// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.serving.OperationDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// The trusted operations that a command uses.
final class OperationsOption {
    @Option(
            names = "--operations",
            paramLabel = "DIR",
            description =
                    "The directory of the trusted operations, files *.graphql, and manifests of"
                            + " clients, *.json. Default: "
                            + Home.OPERATIONS
                            + " of the project with its own schema, none with another.")
    private @Nullable Path directory;

    boolean isGiven() {
        return directory != null;
    }

    OperationDirectory directory(SchemaOption schema) {
        if (directory == null && schema.isOfTheProject() && Files.isDirectory(Home.operations())) {
            return new OperationDirectory(Home.operations());
        }
        return new OperationDirectory(directory);
    }
}
