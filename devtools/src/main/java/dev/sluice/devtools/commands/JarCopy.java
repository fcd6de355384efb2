// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/// Copies a jar without the class path of its manifest. An AOT cache cannot have a directory on its
/// class path, and DynamoDB Local's manifest names the one in which its zip is unpacked.
final class JarCopy {
    private JarCopy() {}

    static void withoutClassPath(Path jar, Path copy) throws IOException {
        try (var in = new JarInputStream(Files.newInputStream(jar))) {
            var manifest = in.getManifest();
            manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
            try (var out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (var entry = in.getNextJarEntry();
                        entry != null;
                        entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
    }
}
