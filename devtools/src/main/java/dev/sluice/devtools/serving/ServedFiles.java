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
///
/// @param data null if there is none
record ServedFiles(
        Path schema, OperationDirectory operations, JavaSources resolvers, @Nullable Path data) {

    /// Returns another value after a file has changed, or null while a file cannot be read.
    @Nullable String content() {
        try {
            return text(schema) + operations.read() + resolvers.read() + dataText();
        } catch (IOException | Failure e) {
            return null;
        }
    }

    /// A file that went away is a change, too, so that the reason is printed and all other changes
    /// are still noticed.
    private String dataText() {
        try {
            return data == null ? "" : text(data);
        } catch (IOException e) {
            return "none";
        }
    }

    /// Reads bytes, so that a file that is not text is a change, too.
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
