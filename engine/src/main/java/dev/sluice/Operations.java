// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

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
public final class Operations {
    private Operations() {}

    /// The files `*.graphql` of a directory, in the order of their names.
    ///
    /// @throws IOException where the directory or a file cannot be read
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

    /// What [Sluice.Builder#trustedDocuments] takes; the same text for the same operations.
    ///
    /// @throws InvalidOperationsException with every problem of the operations
    public static String manifest(Catalog catalog, List<OperationFile> files) {
        return OperationManifest.write(new TrustedOperations(catalog).compile(files));
    }

    /// A project without operations has no directory: git does not keep an empty one.
    private static List<OperationFile> ofProject(Path directory) throws IOException {
        return Files.exists(directory) ? in(directory) : List.of();
    }

    /// The step of a build: `SCHEMA DIRECTORY MANIFEST`. Problems are printed, and end it with 1.
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
