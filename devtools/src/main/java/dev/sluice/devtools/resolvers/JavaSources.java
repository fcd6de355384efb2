// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The Java source files below a directory, as Maven lays them out.
public record JavaSources(Path directory) {

    /// Returns the directory of the files that the classes read.
    Path resources() {
        return directory.resolveSibling("resources");
    }

    /// Returns the text of each file by its path; empty if the directory does not exist.
    ///
    /// A character is a byte of the file, so that any change of a file is a change of its text.
    ///
    /// @throws Failure if a file cannot be read
    public SortedMap<Path, String> read() {
        if (!Files.isDirectory(directory)) {
            return new TreeMap<>(Map.of());
        }
        try (var files = Files.walk(directory)) {
            var texts = new TreeMap<Path, String>();
            for (var file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".java") && Files.isRegularFile(file)) {
                    texts.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return texts;
        } catch (IOException | UncheckedIOException e) {
            throw Failure.environment("The directory %s cannot be read.".formatted(directory));
        }
    }
}
