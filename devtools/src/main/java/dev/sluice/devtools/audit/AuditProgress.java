// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// How far an audit has come, and what it has found.
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class AuditProgress {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Identifies the schema and the DynamoDB.
    private String subject = "";

    private Map<String, TableTally> tables = new TreeMap<>();

    /// What was found in one table.
    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    static final class TableTally {
        /// The items of no type have the name "".
        Map<String, TypeTally> types = new TreeMap<>();

        /// The key after which to go on.
        Map<String, Map<String, String>> after = new TreeMap<>();

        boolean done;

        long items() {
            return types.values().stream().mapToLong(TypeTally::items).sum();
        }

        long fitting() {
            return types.values().stream().mapToLong(TypeTally::fitting).sum();
        }

        void add(Verdict verdict, String key) {
            var type = verdict.type();
            types.computeIfAbsent(type == null ? "" : type, _ -> new TypeTally()).add(verdict, key);
        }
    }

    static AuditProgress of(String subject) {
        var progress = new AuditProgress();
        progress.subject = subject;
        return progress;
    }

    /// Returns what an earlier audit has written to the file, or an audit that begins.
    ///
    /// @throws Failure if the file is of another audit
    static AuditProgress read(Path file, String subject) {
        if (!Files.exists(file)) {
            return of(subject);
        }
        try {
            var progress = MAPPER.readValue(file.toFile(), AuditProgress.class);
            if (!progress.subject.equals(subject)) {
                throw Failure.input(
                        "%s belongs to the audit of another schema or another DynamoDB. Remove it, or name another file with --resume."
                                .formatted(file));
            }
            return progress;
        } catch (IOException e) {
            throw Failure.input(
                    "%s is not a file of --resume. Remove it, or name another file."
                            .formatted(file));
        }
    }

    /// Replaces the file at once, so that an interrupted write leaves the old one.
    void write(Path file) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            MAPPER.writeValue(next.toFile(), this);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.environment("The file %s cannot be written.".formatted(file));
        }
    }

    TableTally table(String name) {
        return tables.computeIfAbsent(name, _ -> new TableTally());
    }

    boolean allFit() {
        return tables.values().stream().allMatch(table -> table.items() == table.fitting());
    }
}
