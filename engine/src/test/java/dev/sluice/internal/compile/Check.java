// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static java.util.regex.Pattern.MULTILINE;
import static java.util.stream.Collectors.joining;

import dev.sluice.testing.Schemas;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A case of `checks`: a schema with a fault, all problems that are reported, and the edit that
/// follows the fixes.
///
/// @param file the file's path in `checks`
/// @param messages the reported problems, one line each
/// @param edit parts between empty lines: each line to remove after `-` and each to add after `+`.
///   A fragment of a line counts as a line. A part that only adds goes to the end of the schema.
///   Null if the fix takes the author's judgment
/// @param byHand why the fix takes judgment, or null
record Check(
        String file,
        String title,
        String schema,
        List<String> messages,
        @Nullable String edit,
        @Nullable String byHand) {
    private static final Path CHECKS =
            Path.of("src/test/resources/dev/sluice/internal/compile/checks");
    private static final Pattern CASE =
            Pattern.compile(
                    "^## (.+)\n\n```graphql\n%1$s```\n\n```text\n%1$s```\n\n(?:```diff\n%1$s|```by-hand\n(.+\n))```\n"
                            .formatted("((?:.*\n)*?)"),
                    MULTILINE);
    private static final Pattern PART = Pattern.compile("((?:^-.*\n)*)((?:^[+].*\n)+)", MULTILINE);

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
                                        each.group(3).strip().lines().toList(),
                                        each.group(4),
                                        each.group(5)))
                        .toList();
        if (cases.size() != text.lines().filter(line -> line.startsWith("## ")).count()) {
            throw new IllegalStateException(
                    name
                            + " has a case without an edit or a reason, or that is malformed otherwise");
        }
        return cases;
    }

    /// Returns the schema after the edit.
    String edited() {
        var edited = schema;
        var parts = PART.matcher(Objects.requireNonNull(edit)).results().toList();
        for (var part : parts) {
            var old = lines(part.group(1));
            var other = lines(part.group(2));
            var at = old.isEmpty() ? edited.length() : edited.indexOf(old);
            if (at < 0 || (!old.isEmpty() && edited.indexOf(old, at + 1) >= 0)) {
                throw new IllegalStateException(this + " does not have this once: " + old);
            }
            edited = edited.substring(0, at) + other + edited.substring(at + old.length());
        }
        return edited;
    }

    private static String lines(String marked) {
        return marked.lines().map(line -> line.substring(1)).collect(joining("\n"));
    }

    @Override
    public String toString() {
        return file + ", " + title;
    }
}
