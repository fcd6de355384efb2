// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import dev.sluice.internal.schema.InvalidSchemaException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes the Java types of a project's schema, as a step of its build.
public final class RecordsBuild {
    private static final String JAVA = ".java";

    private RecordsBuild() {}

    /// Writes the files that differ, so that only what changed is compiled again, and deletes the
    /// files of types that the schema no longer has.
    ///
    /// @param args the schema file, the directory of the project's Java files, and the directory to
    ///   write to, which no other step writes to
    @SuppressWarnings("SystemOut") // A step of the build.
    public static void main(String... args) throws IOException {
        var schema = Path.of(args[0]);
        var target = Path.of(args[2]);
        try {
            var files =
                    SchemaRecords.of(
                            schema.toString(), Files.readString(schema), in(Path.of(args[1])));
            write(files, target);
        } catch (InvalidSchemaException e) {
            e.problems().forEach(System.err::println);
            System.exit(1);
        }
    }

    private static void write(Map<String, String> files, Path target) throws IOException {
        var old = in(target);
        for (var file : files.entrySet()) {
            if (!file.getValue().equals(old.get(file.getKey()))) {
                var path = target.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        for (var file : without(old.keySet(), files.keySet())) {
            Files.delete(target.resolve(file));
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static Map<String, String> in(Path directory) throws IOException {
        var texts = new TreeMap<String, String>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(each -> each.toString().endsWith(JAVA)).toList()) {
                    var name = directory.relativize(file).toString().replace('\\', '/');
                    texts.put(name, Files.readString(file));
                }
            }
        }
        return texts;
    }
}
