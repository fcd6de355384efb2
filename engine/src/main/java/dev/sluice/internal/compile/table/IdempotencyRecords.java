// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Idempotency;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.TypeDiscriminator;
import dev.sluice.internal.schema.key.KeyTemplate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles `@idempotency`: the table of the records, and the engine's own type for them.
public final class IdempotencyRecords {
    /// GraphQL reserves such names, so a schema cannot use this one.
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
        return new Idempotency(record(table.value()), keepHours);
    }

    /// Returns the table of the records.
    public static Table table(Idempotency idempotency) {
        var type = idempotency.record();
        return new Table(type.table(), type.key().schema(), Idempotency.EXPIRES_AT, List.of());
    }

    private static StoredType record(String table) {
        var expiresAt = attribute(Idempotency.EXPIRES_AT, ScalarKind.EPOCH_SECONDS);
        var attributes =
                Stream.of(
                                attribute(Idempotency.ID, ScalarKind.ID),
                                attribute(Idempotency.INPUT, ScalarKind.STRING),
                                attribute(Idempotency.RESULT, ScalarKind.JSON),
                                expiresAt)
                        .collect(Collectors.toMap(Attribute::field, Function.identity()));
        return new StoredType(
                TYPE,
                table,
                new PrimaryKey(
                        new Key(
                                KeyTemplate.parse("{" + Idempotency.ID + "}"),
                                new KeyAttribute(Idempotency.ID, StoredAs.S),
                                false),
                        null),
                Map.of(),
                null,
                expiresAt,
                null,
                ITEM_SIZE_KB,
                new ObjectShape(TYPE, attributes),
                Map.of(),
                TypeDiscriminator.NONE,
                List.of(new Rule(true, false, null, null, null, null)),
                Set.of(Idempotency.ID, Idempotency.EXPIRES_AT));
    }

    private static Attribute attribute(String name, ScalarKind kind) {
        return new Attribute(
                name, name, new AttributeType.Scalar(kind), true, true, null, null, List.of());
    }
}
