// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedOperations;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.InvalidSchemaException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Turns a project's operation files into the manifest of its trusted documents.
public final class ManifestBuild {
    private ManifestBuild() {}

    /// Returns the `*.graphql` files of a directory, in the order of their names.
    ///
    /// @throws IOException if the directory or a file cannot be read
    public static List<OperationFile> in(Path directory) throws IOException {
        var files = new ArrayList<OperationFile>();
        try (var paths = Files.list(directory)) {
            for (var path : paths.sorted().toList()) {
                if (path.toString().endsWith(".graphql")) {
                    files.add(new OperationFile(path.toString(), Files.readString(path)));
                }
            }
        }
        return List.copyOf(files);
    }

    /// Returns the text for `Sluice.Builder.trustedDocuments`. The same operations give the same
    /// text.
    ///
    /// @throws InvalidOperationsException with every problem of the operations
    public static String manifest(Catalog catalog, List<OperationFile> files) {
        return OperationManifest.write(new TrustedOperations(catalog).compile(files));
    }

    /// A project without operations has no directory, because git does not keep an empty one.
    private static List<OperationFile> ofProject(Path directory) throws IOException {
        return Files.exists(directory) ? in(directory) : List.of();
    }

    /// Runs as a build step, with the arguments `SCHEMA DIRECTORY MANIFEST`. If there are problems,
    /// prints them and exits with 1.
    public static void main(String[] arguments) throws IOException {
        var schema = Path.of(arguments[0]);
        try {
            var catalog = SchemaCompiler.compile(schema.toString(), Files.readString(schema));
            var manifest = manifest(catalog, ofProject(Path.of(arguments[1])));
            Files.writeString(Path.of(arguments[2]), manifest);
        } catch (InvalidSchemaException | InvalidOperationsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
