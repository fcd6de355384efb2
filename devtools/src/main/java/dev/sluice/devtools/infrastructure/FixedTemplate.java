// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StreamViewType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A template in a file beside the one of the tables. It is the same for all schemas that need it.
///
/// @param subject what it is about, for messages
/// @param reason why the schema needs it
record FixedTemplate(Path path, String subject, String reason) {
    private static final Set<StreamViewType> WITH_NOTES =
            Set.of(StreamViewType.NEW_IMAGE, StreamViewType.NEW_AND_OLD_IMAGES);

    /// Returns the templates that a schema needs.
    ///
    /// @param tables the file of the tables
    static List<FixedTemplate> of(Catalog catalog, Path tables) {
        var events =
                new FixedTemplate(
                        tables.resolveSibling("events.yaml"), "events", "the schema has @events");
        var audit =
                new FixedTemplate(
                        tables.resolveSibling("audit.yaml"),
                        "audit",
                        "an audit trail of the schema has a stream");
        return Stream.concat(
                        catalog.outbox() == null ? Stream.of() : Stream.of(events),
                        hasStreamedTrail(catalog) ? Stream.of(audit) : Stream.of())
                .toList();
    }

    private static boolean hasStreamedTrail(Catalog catalog) {
        return catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .flatMap(field ->
                        field.source() instanceof Source.Mutation mutation
                                ? mutation.audits().values().stream()
                                : Stream.of())
                .map(trail -> catalog.tables().get(trail.type().table()))
                .anyMatch(table ->
                        table != null
                                && table.stream() != null
                                && WITH_NOTES.contains(table.stream()));
    }

    String text() {
        return text(String.valueOf(path.getFileName()));
    }

    static String text(String name) {
        try (var in = FixedTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the problem of the file, if there is one.
    Stream<Problem> differences() {
        if (Files.exists(path) && TextFile.read(path, "template").equals(text())) {
            return Stream.of();
        }
        return Stream.of(
                new Problem(
                        path.toString(),
                        1,
                        1,
                        subject,
                        reason + ", but this is not what `sluice infrastructure` writes",
                        "run `sluice infrastructure`"));
    }

    /// @throws Failure if the file cannot be written
    void write() {
        try {
            Files.writeString(path, text());
        } catch (IOException e) {
            throw Failure.environment("The template %s cannot be written.".formatted(path));
        }
    }
}
