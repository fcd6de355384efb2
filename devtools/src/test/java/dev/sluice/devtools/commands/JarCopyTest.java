// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

class JarCopyTest {
    @Test
    void a_copy_has_all_but_the_class_path(@TempDir Path directory) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, "Main");
        manifest.getMainAttributes().put(Name.CLASS_PATH, ". lib/a.jar");
        var jar = directory.resolve("original.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("Main.class"));
            out.write(1);
        }

        var copy = directory.resolve("copy.jar");
        JarCopy.withoutClassPath(jar, copy);

        try (var copied = new JarFile(copy.toFile())) {
            assertThat(copied.getManifest().getMainAttributes())
                    .containsEntry(Name.MAIN_CLASS, "Main")
                    .doesNotContainKey(Name.CLASS_PATH);
            assertThat(copied.getInputStream(copied.getEntry("Main.class")).readAllBytes())
                    .containsExactly(1);
        }
    }
}
