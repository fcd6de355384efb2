// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The directory of the trusted operations; its path is null if there are none.
public record OperationDirectory(@Nullable Path path) {

    /// Returns the operation files as they are now.
    ///
    /// @throws Failure if the directory is missing, or a file is not UTF-8 text
    public List<OperationFile> read() {
        try {
            if (path != null && Files.isRegularFile(path)) {
                return List.of(
                        new OperationFile(path.getFileName().toString(), Files.readString(path)));
            }
            return path == null ? List.of() : ManifestBuild.in(path);
        } catch (CharacterCodingException e) {
            throw Failure.input("A file of %s is not UTF-8 text.".formatted(path));
        } catch (IOException e) {
            throw Failure.environment("The directory %s cannot be read.".formatted(path));
        }
    }

    /// Returns the manifest of all operations, for the API.
    ///
    /// @throws Failure with every problem of the operations
    public String manifest(Catalog catalog) {
        return written(() -> ManifestBuild.manifest(catalog, read()));
    }

    /// Returns the manifest for clients whose build writes none.
    ///
    /// @throws Failure with every problem of its operations
    public String manifestForClients(Catalog catalog) {
        return written(() -> ManifestBuild.manifestForClients(catalog, read()));
    }

    private static String written(Supplier<String> manifest) {
        try {
            return manifest.get();
        } catch (InvalidOperationsException e) {
            throw Failure.input(
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
