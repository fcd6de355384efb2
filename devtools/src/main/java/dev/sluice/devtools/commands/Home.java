// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.resolvers.JavaSources;

import java.nio.file.Path;

/// Where the project is: the `sluice` script says so, else it is the working directory.
final class Home {
    static final String SCHEMA = "function/src/main/resources/schema.graphqls";
    static final String OPERATIONS = "function/operations";
    static final String INFRASTRUCTURE = "infrastructure/data.yaml";
    private static final Path DIRECTORY = Path.of(System.getProperty("sluice.home", ""));

    private Home() {}

    /// The project's own schema file, told as briefly as it can be from the working directory.
    static Path schema() {
        return told(SCHEMA);
    }

    /// The project's own operations, told as briefly.
    static Path operations() {
        return told(OPERATIONS);
    }

    /// The source files of the project's Java resolvers, told as briefly.
    static JavaSources resolvers() {
        return new JavaSources(told("function/src/main/java"));
    }

    /// The template of the project's own tables, told as briefly.
    static Path infrastructure() {
        return told(INFRASTRUCTURE);
    }

    /// What is deployed.
    static Path artifact() {
        return told("function/target/function.zip");
    }

    /// The jars of Lambda's Java runtime interface client.
    static Path runtimeClient() {
        return told("devtools/target/runtime");
    }

    private static Path told(String name) {
        var path = DIRECTORY.resolve(name).toAbsolutePath().normalize();
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    /// What this machine keeps for itself.
    static Path keys() {
        return DIRECTORY.resolve(".sluice");
    }
}
