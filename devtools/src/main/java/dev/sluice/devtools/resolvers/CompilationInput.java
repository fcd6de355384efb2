// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import dev.sluice.internal.policy.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Everything that a compilation reads: Java files, the JDK and the class path.
final class CompilationInput {
    private CompilationInput() {}

    /// Returns a text that differs if anything differs. Returns null if the class path has a
    /// directory, whose classes can change unnoticed.
    ///
    /// @param files the text of each file by its path
    /// @param generated the same of the files that are in no directory
    static @Nullable String digest(
            String classPath, Map<Path, String> files, Map<String, String> generated) {
        var input = new StringBuilder();
        add(input, Runtime.version().toString());
        try {
            for (var entry : classPath.split(File.pathSeparator, -1)) {
                var jar = Path.of(entry);
                if (!Files.isRegularFile(jar)) {
                    return null;
                }
                add(input, entry, Files.getLastModifiedTime(jar).toString(), "" + Files.size(jar));
            }
        } catch (IOException e) {
            return null;
        }
        files.forEach((path, text) -> add(input, path.toString(), text));
        generated.forEach((path, text) -> add(input, path, text));
        return Sha256.hex(input.toString());
    }

    private static void add(StringBuilder input, String... texts) {
        for (var text : texts) {
            input.append(text.length()).append(' ').append(text);
        }
    }
}
