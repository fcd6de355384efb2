// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Outbox;
import dev.sluice.internal.schema.StreamViewType;
import dev.sluice.internal.schema.Table;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Compiles `@events`: the table of the events, and the engine's own type for them.
public final class Outboxes {
    private static final String TYPE = "__Outbox";

    /// An entry of EventBridge can have 256 KB, and JSON escapes some characters of the event.
    private static final int LARGEST_ITEM_KB = 100;

    /// Source: Amazon EventBridge API Reference, "PutEventsRequestEntry".
    private static final Pattern SOURCE = Pattern.compile("(?!aws\\.)[A-Za-z0-9._/-]{1,256}");

    private final SchemaFile file;
    private final Problems problems;

    public Outboxes(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// @param tables all other tables
    /// @return null if the schema has no `@events`
    public @Nullable Outbox compile(Map<String, Table> tables) {
        var schema = file.schemaDefinition();
        var directive = schema == null ? null : Directives.find(schema, "events");
        if (directive == null) {
            return null;
        }
        var table = Directives.required(directive, "table");
        StoredTypes.checkName(table, SchemaFile.WHOLE, "a table", problems);
        if (tables.containsKey(table.value())) {
            problems.report(
                    table.at(),
                    SchemaFile.WHOLE,
                    "the table `%s` holds other items".formatted(table.value()),
                    "use a separate table for the events");
        }
        var source = Directives.required(directive, "source");
        if (!SOURCE.matcher(source.value()).matches()) {
            problems.report(
                    source.at(),
                    SchemaFile.WHOLE,
                    "EventBridge does not accept \"%s\" as the source of events"
                            .formatted(source.value()),
                    "use 1 to 256 letters, digits, dots, hyphens, underscores and slashes, without aws. at the start");
        }
        var keepHours = inRange(directive, "keepHours", 24, 1, 24 * 366);
        var itemSize = inRange(directive, "itemSize", 4, 1, LARGEST_ITEM_KB);
        var record =
                EngineTypes.of(
                        TYPE, table.value(), itemSize, Outbox.KEY, Outbox.EXPIRES_AT, Outbox.EVENT);
        return new Outbox(record, source.value(), keepHours);
    }

    private int inRange(Directive directive, String argument, int absent, int least, int most) {
        var given = Directives.integer(directive, argument, absent);
        if (given < least || given > most) {
            problems.report(
                    directive,
                    SchemaFile.WHOLE,
                    "%s is %d".formatted(argument, given),
                    "set it to a number from %d to %d".formatted(least, most));
            return absent;
        }
        return given;
    }

    /// Returns the table of the events. Its stream has each event.
    public static Table table(Outbox outbox) {
        var type = outbox.record();
        return new Table(
                type.table(),
                type.key().schema(),
                Outbox.EXPIRES_AT,
                List.of(),
                StreamViewType.NEW_IMAGE);
    }
}
