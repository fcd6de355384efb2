// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads files that a developer names.
public final class TextFile {
    private TextFile() {}

    /// @param kind what the file is, such as `schema file`
    /// @throws Failure if the file is missing, or is not UTF-8 text
    public static String read(Path path, String kind) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw Failure.input("%s is not UTF-8 text.".formatted(path));
        } catch (IOException e) {
            throw Failure.environment(
                    Files.exists(path)
                            ? "The %s %s cannot be read.".formatted(kind, path)
                            : "There is no %s %s.".formatted(kind, path));
        }
    }
}
