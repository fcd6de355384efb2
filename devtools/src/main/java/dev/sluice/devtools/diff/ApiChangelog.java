// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.contract.PrettyJson;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// How what clients see of a schema changed, commit by commit, in the form that `sluice changelog`
/// prints as JSON.
///
/// The first version is 1.0.0. A breaking change raises the major version, and any other the minor
/// one (Semantic Versioning 2.0.0). A commit whose changes clients do not see has no entry.
///
/// @param version of the schema as it is now
/// @param entries the newest first
/// @param invalid commits whose schema does not compile; they are left out
public record ApiChangelog(String version, List<Entry> entries, List<String> invalid) {

    /// @param commit its abbreviated name; null for changes that are not committed
    /// @param date of the commit, such as 2026-02-05; null for changes that are not committed
    public record Entry(
            String version, @Nullable String commit, @Nullable String date, List<Change> changes) {}

    /// @param after a revision that the first entry follows; null for the whole history
    /// @throws Failure if the file is in no repository, or is not valid as it is now
    public static ApiChangelog of(Path schema, @Nullable String after) {
        var file = new GitFile(schema);
        var history = new History();
        if (after != null) {
            var text = file.at(after);
            if (text != null) {
                history.add(new SchemaSource(after + ":" + schema, text).compile(), null, null);
            }
        }
        for (var revision : file.revisions(after)) {
            var text = file.at(revision.id());
            if (text != null) {
                history.add(schema, text, revision);
            }
        }
        history.add(SchemaSource.read(schema).compile(), null, null);
        return history.changelog();
    }

    public String json() {
        return PrettyJson.of(this);
    }

    private static final class History {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> invalid = new ArrayList<>();
        private @Nullable Catalog last;
        private int major = 1;
        private int minor;

        void add(Path schema, String text, GitFile.Revision revision) {
            try {
                var name = revision.id() + ":" + schema;
                add(new SchemaSource(name, text).compile(), revision.id(), revision.date());
            } catch (Failure e) {
                invalid.add(revision.id());
            }
        }

        void add(Catalog catalog, @Nullable String commit, @Nullable String date) {
            var day = date == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(date);
            var changes = last == null ? List.<Change>of() : ContractChanges.of(last, catalog, day);
            last = catalog;
            if (changes.isEmpty()) {
                return;
            }
            if (changes.stream().anyMatch(change -> change.level() == Level.BREAKING)) {
                major++;
                minor = 0;
            } else {
                minor++;
            }
            entries.addFirst(new Entry(version(), commit, date, changes));
        }

        private String version() {
            return "%d.%d.0".formatted(major, minor);
        }

        ApiChangelog changelog() {
            return new ApiChangelog(version(), List.copyOf(entries), List.copyOf(invalid));
        }
    }
}
