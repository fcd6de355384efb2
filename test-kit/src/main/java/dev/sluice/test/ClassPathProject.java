// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.resolver.Resolvers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a project deploys: its schema, the manifest of its trusted operations, and its resolvers.
record ClassPathProject(String schema, Catalog catalog, String operations, Resolvers resolvers) {
    static final String SCHEMA = "schema.graphqls";
    private static final String MANIFEST = "operations.json";
    private static final Path OPERATIONS = Path.of("operations");

    static ClassPathProject read(ClassLoader loader) {
        var schema = loader.getResource(SCHEMA);
        if (schema == null) {
            throw new IllegalStateException(
                    "There is no %s on the class path of the tests. It must be in src/main/resources of the module."
                            .formatted(SCHEMA));
        }
        try {
            var text = text(schema);
            var catalog = SchemaCompiler.compile(SCHEMA, text);
            return new ClassPathProject(
                    text,
                    catalog,
                    operations(catalog, loader.getResource(MANIFEST)),
                    DeployedResolvers.beside(schema, loader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Prefers the files from which the build makes the manifest: an IDE does not run that step.
    private static String operations(Catalog catalog, @Nullable URL manifest) throws IOException {
        if (Files.isDirectory(OPERATIONS)) {
            return ManifestBuild.manifest(catalog, ManifestBuild.in(OPERATIONS));
        }
        return manifest == null ? ManifestBuild.manifest(catalog, List.of()) : text(manifest);
    }

    private static String text(URL resource) throws IOException {
        try (var in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
