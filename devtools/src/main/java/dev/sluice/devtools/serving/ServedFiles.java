// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.resolvers.JavaSources;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files from which an API is built.
record ServedFiles(Path schema, OperationDirectory operations, JavaSources resolvers) {

    /// Returns another value after a file has changed, or null while a file cannot be read.
    @Nullable String content() {
        try {
            // Reads bytes, so that a file that is not text is a change too.
            return Files.readString(schema, StandardCharsets.ISO_8859_1)
                    + operations.read()
                    + resolvers.read();
        } catch (IOException | Failure e) {
            return null;
        }
    }
}
