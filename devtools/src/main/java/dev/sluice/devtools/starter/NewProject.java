// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.starter;

import dev.sluice.devtools.contract.EditorFiles;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.serving.SchemaSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A new project: everything around a schema file that is needed to serve, test and deploy it.
///
/// Its files are those of this project, so that they are the ones that are tested. They have other
/// names: of the Java package, and of the stack.
///
/// @param version of Sluice
public record NewProject(ProjectNames names, Origin origin, String version) {
    static final String SCHEMA = "function/src/main/resources/schema.graphqls";
    private static final String INFRASTRUCTURE = "infrastructure/data.yaml";
    private static final String PACKAGE = "dev.sluice.function";
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    /// Writes all files.
    ///
    /// @param directory does not exist, or is empty
    /// @throws Failure if it is not empty, or the schema is not valid. Then nothing is written.
    public void write(Path directory) {
        if (Files.exists(directory) && !isEmptyDirectory(directory)) {
            throw Failure.usage(
                    "%s is not empty. Name a directory that does not exist.".formatted(directory));
        }
        var files = files();
        var text = Objects.requireNonNull(files.get(SCHEMA));
        var name = origin instanceof Origin.Existing(var given) ? given.name() : SCHEMA;
        var catalog = new SchemaSource(name, text).compile();
        try {
            for (var file : files.entrySet()) {
                var path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            if (!directory.resolve("sluice").toFile().setExecutable(true)) {
                throw new IOException("sluice cannot be made executable");
            }
        } catch (IOException e) {
            throw Failure.environment(
                    "The directory %s cannot be written: %s".formatted(directory, e.getMessage()));
        }
        new Infrastructure(catalog, directory.resolve(INFRASTRUCTURE)).write();
        new EditorFiles(directory.resolve(".sluice")).write(text, catalog);
    }

    private static boolean isEmptyDirectory(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var files = Files.list(path)) {
            return files.findFirst().isEmpty();
        } catch (IOException e) {
            throw Failure.environment("The directory %s cannot be read.".formatted(path));
        }
    }

    private Map<String, String> files() {
        var all = new TreeMap<>(StarterFiles.of("stack"));
        all.putAll(StarterFiles.of("project"));
        all.putAll(origin.files());
        var links = new OwnLinks(all.keySet());
        var named = new TreeMap<String, String>();
        all.forEach((path, text) ->
                named.put(
                        named(path),
                        path.equals(SCHEMA) ? text : links.in(path, named(path, text))));
        return named;
    }

    /// Maven does not copy a resource with the name `.gitignore`.
    private String named(String path) {
        return path.equals("gitignore")
                ? ".gitignore"
                : path.replace(directory(PACKAGE), directory(names.javaPackage()));
    }

    private String named(String path, String text) {
        var own =
                text.replace(PACKAGE, names.javaPackage())
                        .replace("@package@", names.javaPackage())
                        .replace("@name@", names.name())
                        .replace("@version@", version);
        if (path.equals("samconfig.toml")) {
            return own.replace("stack_name = \"sluice", "stack_name = \"" + names.name());
        }
        if (path.startsWith("docs/")) {
            return own.replace("sluice-prod", names.name() + "-prod");
        }
        return path.endsWith(".java") && own.startsWith(LICENCE)
                ? own.substring(LICENCE.length())
                : own;
    }

    private static String directory(String javaPackage) {
        return "/" + javaPackage.replace('.', '/') + "/";
    }
}
