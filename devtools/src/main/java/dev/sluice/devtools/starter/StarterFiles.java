// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the files of a new project from the class path.
final class StarterFiles {
    private StarterFiles() {}

    /// Returns the text of each file of a part by its path in the project.
    static SortedMap<String, String> of(String part) {
        try {
            var resource = StarterFiles.class.getResource(part);
            if (resource == null) {
                throw new IllegalStateException("The class path has no files of " + part);
            }
            return read(resource.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SortedMap<String, String> read(URI directory) throws IOException {
        if (!"jar".equals(directory.getScheme())) {
            return below(Path.of(directory));
        }
        try (var jar = FileSystems.newFileSystem(directory, Map.of())) {
            var inJar = directory.toString();
            return below(jar.getPath(inJar.substring(inJar.indexOf('!') + 1)));
        }
    }

    private static SortedMap<String, String> below(Path directory) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = directory.relativize(file).toString().replace('\\', '/');
                texts.put(name, Files.readString(file));
            }
        }
        return texts;
    }
}
