// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.document.OperationSource;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.CheckedSchema;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.operation.TrustedOperations;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.InvalidSchemaException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Turns a project's operations, and those of its clients, into the manifest of its trusted
/// documents.
public final class ManifestBuild {
    private ManifestBuild() {}

    private static boolean isOfClient(String file) {
        return file.endsWith(".json");
    }

    /// Returns the files of a directory, in the order of their names: `*.graphql`, which people
    /// wrote, and `*.json`, manifests that the builds of clients wrote.
    ///
    /// @throws IOException if the directory or a file cannot be read
    public static List<OperationFile> in(Path directory) throws IOException {
        var files = new ArrayList<OperationFile>();
        try (var paths = Files.list(directory)) {
            for (var path : paths.sorted().toList()) {
                var file = path.toString();
                if (file.endsWith(".graphql") || isOfClient(file)) {
                    files.add(new OperationFile(file, Files.readString(path)));
                }
            }
        }
        return List.copyOf(files);
    }

    /// Returns the trusted documents, in the order of their names.
    ///
    /// @throws InvalidOperationsException with the problems of the operations
    public static List<TrustedDocument> documents(Catalog catalog, List<OperationFile> files) {
        return new TrustedOperations(catalog)
                .compile(files.stream().map(ManifestBuild::source).toList());
    }

    private static OperationSource source(OperationFile file) {
        return isOfClient(file.name())
                ? OperationManifest.ofClient(file.name(), file.text())
                : file;
    }

    /// Returns the text for `Sluice.Builder.trustedDocuments`. The same operations give the same
    /// text.
    ///
    /// @throws InvalidOperationsException with the problems of the operations
    public static String manifest(Catalog catalog, List<OperationFile> files) {
        return OperationManifest.write(documents(catalog, files));
    }

    /// Returns the manifest for clients whose build writes none: that of the operations that people
    /// wrote, whose names are unique.
    ///
    /// @throws InvalidOperationsException with the problems of these operations
    public static String manifestForClients(Catalog catalog, List<OperationFile> files) {
        return manifest(catalog, files.stream().filter(file -> !isOfClient(file.name())).toList());
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
            var catalog = CheckedSchema.compile(schema.toString(), Files.readString(schema));
            var manifest = manifest(catalog, ofProject(Path.of(arguments[1])));
            Files.writeString(Path.of(arguments[2]), manifest);
        } catch (InvalidSchemaException | InvalidOperationsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
