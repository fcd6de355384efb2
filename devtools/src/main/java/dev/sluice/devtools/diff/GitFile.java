// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A file, and its versions in the repository of git that it is in.
record GitFile(Path file) {

    /// A commit that changed the file.
    ///
    /// @param date of the commit, such as 2026-02-05
    record Revision(String id, String date) {}

    /// Returns the file's text in a revision, or null if there is none.
    @Nullable String at(String revision) {
        return run("show", "%s:./%s".formatted(revision, name()));
    }

    /// Returns the commits of the first parents that changed the file, the oldest first.
    ///
    /// @param after a revision: only commits after it count; null for all
    /// @throws Failure if the file is not in a repository, or there is no such revision
    List<Revision> revisions(@Nullable String after) {
        var printed =
                run(
                        "log",
                        "--first-parent",
                        "--reverse",
                        "--format=%h %cs",
                        after == null ? "HEAD" : after + "..HEAD",
                        "--",
                        name());
        if (printed == null) {
            throw Failure.environment(
                    after == null
                            ? "%s is in no repository of git.".formatted(file)
                            : "%s is no revision of git that leads to %s.".formatted(after, file));
        }
        return printed.lines()
                .map(line -> line.split(" "))
                .map(parts -> new Revision(parts[0], parts[1]))
                .toList();
    }

    private String name() {
        return file.getFileName().toString();
    }

    private @Nullable String run(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            var git =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? printed : null;
        } catch (IOException e) {
            throw Failure.environment("git cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
