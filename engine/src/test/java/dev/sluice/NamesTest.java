// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A name alone says which type it is, in all modules.
class NamesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void no_two_source_files_of_the_project_have_the_same_name() throws IOException {
        try (var modules = Files.newDirectoryStream(PROJECT, Files::isDirectory)) {
            var files = new ArrayList<Path>();
            for (var module : modules) {
                files.addAll(sources(module.resolve("src/main/java")));
            }
            var byName = files.stream().collect(Collectors.groupingBy(Path::getFileName));

            assertThat(byName.values()).hasSizeGreaterThan(400).allMatch(same -> same.size() == 1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList();
        }
    }
}
