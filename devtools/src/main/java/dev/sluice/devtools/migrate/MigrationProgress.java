// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a migration is. Each segment of a table goes on after the last page whose items were all
/// written, so a killed run repeats at most one page of each segment, which then needs nothing.
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class MigrationProgress {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Identifies both schemas, the copies, the DynamoDB and the number of segments.
    private String subject = "";

    private Map<String, List<Segment>> tables = new TreeMap<>();

    /// One part of a table.
    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    static final class Segment {
        /// The key after which to go on.
        Map<String, Map<String, String>> after = new TreeMap<>();

        boolean done;
        long read;
        long changed;
        long left;
        long again;
    }

    /// Returns what an earlier run has written to the file, or the start.
    ///
    /// @param file null to keep nothing
    /// @throws Failure if the file is of another migration
    static MigrationProgress read(@Nullable Path file, String subject) {
        var progress = new MigrationProgress();
        progress.subject = subject;
        if (file == null || !Files.exists(file)) {
            return progress;
        }
        try {
            progress = MAPPER.readValue(file.toFile(), MigrationProgress.class);
        } catch (IOException e) {
            throw Failure.input(
                    "%s is not a file of --resume. Remove it, or name another file."
                            .formatted(file));
        }
        if (!progress.subject.equals(subject)) {
            throw Failure.input(
                    "%s belongs to another migration. Remove it, or name another file with --resume."
                            .formatted(file));
        }
        return progress;
    }

    synchronized List<Segment> table(String name, int segments) {
        return tables.computeIfAbsent(
                name,
                _ -> {
                    var all = new ArrayList<Segment>();
                    for (int i = 0; i < segments; i++) {
                        all.add(new Segment());
                    }
                    return all;
                });
    }

    /// Notes a page whose items were all written. Replaces the file at once, so that an interrupted
    /// write leaves the old one.
    synchronized void add(@Nullable Path file, Segment segment, Segment page) {
        segment.after = page.after;
        segment.done = page.done;
        segment.read += page.read;
        segment.changed += page.changed;
        segment.left += page.left;
        segment.again += page.again;
        if (file == null) {
            return;
        }
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            MAPPER.writeValue(next.toFile(), this);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.environment("The file %s cannot be written.".formatted(file));
        }
    }
}
