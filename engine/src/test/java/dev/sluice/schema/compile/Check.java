// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import static java.util.regex.Pattern.MULTILINE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A case of `checks`: a schema with a fault, and all that its author is told of it.
///
/// @param file the file's path in `checks`
/// @param told what is told, a line for each problem
record Check(String file, String title, String schema, List<String> told) {
    private static final Path CHECKS =
            Path.of("src/test/resources/dev/sluice/schema/compile/checks");
    private static final Pattern CASE =
            Pattern.compile(
                    "^## (.+)\n\n```graphql\n((?:.*\n)*?)```\n\n```text\n((?:.*\n)*?)```\n",
                    MULTILINE);

    static List<Check> all() {
        try (var files = Files.walk(CHECKS)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> in(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Check> in(Path file) {
        var text = Schemas.read(file);
        var name = CHECKS.relativize(file).toString();
        var cases =
                CASE.matcher(text)
                        .results()
                        .map(each ->
                                new Check(
                                        name,
                                        each.group(1),
                                        each.group(2),
                                        each.group(3).strip().lines().toList()))
                        .toList();
        if (cases.size() != text.lines().filter(line -> line.startsWith("## ")).count()) {
            throw new IllegalStateException(name + " has a case that is malformed");
        }
        return cases;
    }

    @Override
    public String toString() {
        return file + ", " + title;
    }
}
