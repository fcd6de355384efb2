// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import java.nio.file.Path;

/// Where the project is: the `sluice` script says so, else it is the working directory.
final class Home {
    static final String SCHEMA = "function/src/main/resources/schema.graphqls";
    private static final Path DIRECTORY = Path.of(System.getProperty("sluice.home", ""));

    private Home() {}

    /// The project's own schema file, told as briefly as it can be from the working directory.
    static Path schema() {
        var file = DIRECTORY.resolve(SCHEMA).toAbsolutePath().normalize();
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /// What this machine keeps for itself.
    static Path keys() {
        return DIRECTORY.resolve(".sluice");
    }
}
