// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A schema file's name as it was given, and its text.
public record SchemaFile(String name, String text) {

    /// @throws Failure where the file is missing, or is not UTF-8 text
    public static SchemaFile read(Path path) {
        try {
            return new SchemaFile(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw Failure.input("%s is not UTF-8 text.".formatted(path));
        } catch (IOException e) {
            throw Failure.environment(
                    Files.exists(path)
                            ? "The schema file %s cannot be read.".formatted(path)
                            : "There is no schema file %s.".formatted(path));
        }
    }
}
