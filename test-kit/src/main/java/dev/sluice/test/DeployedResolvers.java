// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.resolver.Resolvers;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finds the Java resolvers of a project: those of its class `ApiResolvers`, in any package.
final class DeployedResolvers {
    private static final String TYPE = "ApiResolvers";

    private DeployedResolvers() {}

    /// Returns the resolvers of the class in the directory or jar of the schema, or none.
    static Resolvers beside(URL schema, ClassLoader loader) throws IOException {
        var found = found(schema);
        return switch (found.size()) {
            case 0 -> Resolvers.none();
            case 1 -> defined(found.getFirst(), loader);
            default ->
                    throw new IllegalStateException(
                            "There are several classes %s: %s. Keep one.".formatted(TYPE, found));
        };
    }

    private static List<String> found(URL schema) throws IOException {
        URI file;
        try {
            file = schema.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (!"jar".equals(file.getScheme())) {
            return below(Objects.requireNonNull(Path.of(file).getParent()));
        }
        try (var jar = FileSystems.newFileSystem(file, Map.of())) {
            return below(jar.getPath("/"));
        }
    }

    private static List<String> below(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(TYPE + ".class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .map(file -> file.replace('/', '.').replace('\\', '.'))
                    .toList();
        }
    }

    private static Resolvers defined(String type, ClassLoader loader) {
        try {
            var all = loader.loadClass(type).getMethod("all").invoke(null);
            return (Resolvers) Objects.requireNonNull(all);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "%s has no method `public static Resolvers all()`, or the method fails."
                            .formatted(type),
                    e);
        }
    }
}
