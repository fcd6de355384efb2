// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import dev.sluice.internal.compile.field.Fields;
import dev.sluice.internal.compile.field.InputDeprecations;
import dev.sluice.internal.compile.field.Owners;
import dev.sluice.internal.compile.field.UnboundedLists;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.shape.ClientSchema;
import dev.sluice.internal.compile.shape.Constraints;
import dev.sluice.internal.compile.shape.Placement;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.compile.table.IdempotencyRecords;
import dev.sluice.internal.compile.table.LoweredFields;
import dev.sluice.internal.compile.table.OperationLimits;
import dev.sluice.internal.compile.table.Outboxes;
import dev.sluice.internal.compile.table.StoredTypes;
import dev.sluice.internal.compile.table.Tables;
import dev.sluice.internal.compile.write.FailureCodes;
import dev.sluice.internal.compile.write.Transactions;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Limits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Compiles a schema file.
public final class SchemaCompiler {
    private SchemaCompiler() {}

    /// Throws [dev.sluice.internal.schema.InvalidSchemaException] with every problem of the file.
    ///
    /// @param name the file's name, for messages
    /// @param text the file's text
    /// @return the same catalog as the last time, if the file is the same
    public static Catalog compile(String name, String text) {
        var last = CompiledSchema.last(name, text);
        if (last != null) {
            return last;
        }
        var catalog = compiled(name, text);
        new CompiledSchema(name, text, catalog).remember();
        return catalog;
    }

    private static Catalog compiled(String name, String text) {
        var problems = new Problems(name);
        var file = SchemaFile.read(name, text, problems);
        new Placement(file, problems).check();
        var constraints = new Constraints(file, problems).compile();
        var shapes = new Shapes(file, constraints, problems).compile();
        var storedTypes = new StoredTypes(file, shapes, problems).compile();
        var tables = new Tables(file, problems).compile(storedTypes);
        var fields = new Fields(file, shapes, storedTypes, problems).compile();
        new LoweredFields(file, storedTypes, problems).check(fields);
        new Transactions(file, fields, problems).check();
        new UnboundedLists(file, shapes, problems).check();
        var idempotency = new IdempotencyRecords(file, problems).compile(tables);
        if (idempotency != null) {
            tables.put(idempotency.record().table(), IdempotencyRecords.table(idempotency));
        }
        var outbox = new Outboxes(file, problems).compile(tables);
        if (outbox != null) {
            tables.put(outbox.record().table(), Outboxes.table(outbox));
        }
        var failureCodes = new FailureCodes(file, problems).compile();
        var limits = new OperationLimits(file, problems).compile(tables);
        if (limits != null && limits.perCaller() != null) {
            tables.put(limits.perCaller().table(), OperationLimits.table(limits.perCaller()));
        }
        var owners = new Owners(file, problems).compile();
        var deprecatedInputs = new InputDeprecations(file, problems).compile();
        problems.throwIfAny();
        return new Catalog(
                new ClientSchema(file).compile(),
                storedTypes,
                shapes,
                fields,
                constraints,
                tables,
                failureCodes,
                idempotency,
                outbox,
                limits,
                owners,
                deprecatedInputs,
                notices(name, limits, problems));
    }

    private static List<String> notices(String name, @Nullable Limits limits, Problems problems) {
        var notices = new ArrayList<>(problems.notices());
        if (limits == null) {
            notices.add(unlimited(name));
        }
        return notices;
    }

    private static String unlimited(String name) {
        return "%s: the schema has no @limits, so no operation is too expensive.".formatted(name);
    }
}
