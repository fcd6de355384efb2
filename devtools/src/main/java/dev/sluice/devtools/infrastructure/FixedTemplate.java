// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The template of what delivers events, in a file beside the one of the tables. It is the same for
/// all schemas with `@events`; others have none.
record EventsTemplate(boolean needed, Path path) {
    private static final String NAME = "events.yaml";

    static EventsTemplate of(Catalog catalog, Path tables) {
        return new EventsTemplate(catalog.outbox() != null, tables.resolveSibling(NAME));
    }

    static String text() {
        try (var in = EventsTemplate.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException(NAME + " is not in the artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the problem of the file; empty if there is none.
    List<Problem> differences() {
        if (!needed || (Files.exists(path) && TextFile.read(path, "template").equals(text()))) {
            return List.of();
        }
        return List.of(
                new Problem(
                        path.toString(),
                        1,
                        1,
                        "events",
                        "the schema has @events, but this is not what `sluice infrastructure` writes",
                        "run `sluice infrastructure`"));
    }

    /// @throws Failure if the file cannot be written
    void write() {
        if (!needed) {
            return;
        }
        try {
            Files.writeString(path, text());
        } catch (IOException e) {
            throw Failure.environment("The template %s cannot be written.".formatted(path));
        }
    }
}
