// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/// The classes of the last compilation in a file, so that a start without a change needs no
/// compiler. A file that cannot be read or written counts as absent.
final class KeptClasses {
    private final Path file;

    KeptClasses(Path file) {
        this.file = file;
    }

    /// Returns the bytes of each class by its name, or null if these classes were made from
    /// something else.
    ///
    /// @param input the digest of everything that a compilation reads
    @Nullable Map<String, byte[]> of(String input) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(input)) {
                return null;
            }
            var classes = new HashMap<String, byte[]>();
            for (var left = in.readInt(); left > 0; left--) {
                classes.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
            return in.readUTF().equals(input) ? classes : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /// Replaces the classes.
    void keep(String input, Map<String, byte[]> classes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = Files.createTempFile(file.toAbsolutePath().getParent(), "classes", ".new");
            try {
                write(next, input, classes);
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            // The next start compiles again.
        }
    }

    private static void write(Path file, String input, Map<String, byte[]> classes)
            throws IOException {
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF(input);
            out.writeInt(classes.size());
            for (var each : classes.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
            out.writeUTF(input);
        }
    }
}
