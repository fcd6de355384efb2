// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.resolvers.JavaSources;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/// The project's directory: the one that the `sluice` script sets, or the working directory.
final class Home {
    static final String SCHEMA = "function/src/main/resources/schema.graphqls";
    static final String OPERATIONS = "function/operations";
    static final String INFRASTRUCTURE = "infrastructure/data.yaml";
    private static final String DATA = "function/sample-data.json";
    private static final Path DIRECTORY = Path.of(System.getProperty("sluice.home", ""));

    private Home() {}

    /// Returns the project's own schema file, relative to the working directory if it is below it.
    static Path schema() {
        return shortest(SCHEMA);
    }

    /// Returns the directory of the project's own operations, like [#schema].
    static Path operations() {
        return shortest(OPERATIONS);
    }

    /// Returns the source files of the project's Java resolvers, like [#schema].
    static JavaSources resolvers() {
        return new JavaSources(shortest("function/src/main/java"));
    }

    /// Returns the template of the project's own tables, like [#schema].
    static Path infrastructure() {
        return shortest(INFRASTRUCTURE);
    }

    /// Returns the sample data of the project's own schema, or null if it has none.
    static @Nullable Path data() {
        var file = shortest(DATA);
        return Files.isRegularFile(file) ? file : null;
    }

    /// Returns the deployed zip.
    static Path artifact() {
        return shortest("function/target/function.zip");
    }

    /// Returns the directory of the jars of Lambda's Java runtime interface client.
    static Path runtimeClient() {
        var given = System.getProperty("sluice.runtime");
        return given == null ? shortest("devtools/target/runtime") : Path.of(given);
    }

    /// Returns whether stderr is a terminal. Only the `sluice` script can know.
    static boolean isOnTerminal() {
        return Boolean.getBoolean("sluice.terminal");
    }

    private static Path shortest(String name) {
        var path = DIRECTORY.resolve(name).toAbsolutePath().normalize();
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    /// Returns the directory of this machine's signing key, and of the files for editors.
    static Path state() {
        return DIRECTORY.resolve(".sluice");
    }
}
