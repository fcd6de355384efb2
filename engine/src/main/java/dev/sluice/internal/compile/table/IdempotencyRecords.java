// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Idempotency;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Compiles `@idempotency`: the table of the records, and the engine's own type for them.
public final class IdempotencyRecords {
    private static final String TYPE = "__Idempotency";

    /// Room for two hashes, and a key of at most 3 KB.
    private static final int ITEM_SIZE_KB = 4;

    private final SchemaFile file;
    private final Problems problems;

    public IdempotencyRecords(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// @param tables the tables of the schema's types
    /// @return null if the schema has no `@idempotency`
    public @Nullable Idempotency compile(Map<String, Table> tables) {
        var schema = file.schemaDefinition();
        var directive = schema == null ? null : Directives.find(schema, "idempotency");
        if (directive == null) {
            return null;
        }
        var table = Directives.required(directive, "table");
        var keepHours = Directives.integer(directive, "keepHours", 72);
        StoredTypes.checkName(table, SchemaFile.WHOLE, "a table", problems);
        if (tables.containsKey(table.value())) {
            problems.report(
                    table.at(),
                    SchemaFile.WHOLE,
                    "the table `%s` holds items of the schema's types".formatted(table.value()),
                    "use a separate table for the records");
        }
        if (keepHours < 1) {
            problems.report(
                    directive,
                    SchemaFile.WHOLE,
                    "keepHours is %d".formatted(keepHours),
                    "set it to at least 1");
        }
        var record =
                EngineTypes.of(
                        TYPE,
                        table.value(),
                        ITEM_SIZE_KB,
                        Idempotency.ID,
                        Idempotency.EXPIRES_AT,
                        Idempotency.INPUT,
                        Idempotency.RESULT);
        return new Idempotency(record, keepHours);
    }

    /// Returns the table of the records.
    public static Table table(Idempotency idempotency) {
        var type = idempotency.record();
        return new Table(type.table(), type.key().schema(), Idempotency.EXPIRES_AT, List.of());
    }
}
