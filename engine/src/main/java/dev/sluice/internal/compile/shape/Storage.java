// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.key.TimePrecision;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

/// Compiles how a scalar is stored: `@attribute(as:, unit:)`.
record Storage(Problems problems) {

    static @Nullable StoredAs as(FieldDefinition field) {
        var name = argument(field, "as");
        return name == null ? null : StoredAs.valueOf(name);
    }

    private static @Nullable String argument(FieldDefinition field, String name) {
        var directive = Directives.find(field, "attribute");
        return directive == null ? null : Directives.enumName(directive, name);
    }

    /// @param kind how the scalar is stored without `as`
    ScalarKind kind(
            ObjectTypeDefinition type,
            FieldDefinition field,
            ScalarKind kind,
            @Nullable StoredAs as) {
        var coordinate = SchemaFile.coordinate(type, field);
        if (kind.isTime() && isTtl(type, field)) {
            checkTtl(field, coordinate, as);
            return ScalarKind.EPOCH_SECONDS;
        }
        if (kind.isTime() && (as == null || as == StoredAs.S || as == StoredAs.N)) {
            return timed(field, coordinate, kind, as == null ? StoredAs.S : as);
        }
        checkUnit(field, coordinate, kind);
        var stored = as == null || as == kind.key() ? kind : converted(kind, as);
        if (stored == null) {
            problems.report(
                    field,
                    coordinate,
                    "`%s` cannot be stored as %s".formatted(Types.name(field.getType()), as),
                    "remove `as`; DateTime may be N, String may be B, lists of scalars may be SS, NS"
                            + " or BS");
        }
        return stored == null ? kind : stored;
    }

    private void checkTtl(FieldDefinition field, String coordinate, @Nullable StoredAs as) {
        if (as != null && as != StoredAs.N) {
            problems.report(
                    field,
                    coordinate,
                    "a TTL is stored as epoch seconds, not as %s".formatted(as),
                    "remove `as`");
        }
        var unit = argument(field, "unit");
        if (unit != null && !unit.equals(TimePrecision.SECONDS.name())) {
            problems.report(
                    field,
                    coordinate,
                    "a TTL is stored as epoch seconds, not in %s".formatted(unit),
                    "remove `unit`");
        }
    }

    /// Returns the kind with the unit of the field.
    ScalarKind timed(FieldDefinition field, String coordinate, ScalarKind kind, StoredAs as) {
        if (!kind.isTime()) {
            checkUnit(field, coordinate, kind);
            return kind;
        }
        var unit = argument(field, "unit");
        if (as == StoredAs.S) {
            return switch (unit == null
                    ? TimePrecision.MILLISECONDS
                    : TimePrecision.valueOf(unit)) {
                case DAYS -> ScalarKind.DATE;
                case SECONDS -> ScalarKind.DATE_TIME_SECONDS;
                case MILLISECONDS -> ScalarKind.DATE_TIME;
            };
        }
        return switch (unit == null ? TimePrecision.SECONDS : TimePrecision.valueOf(unit)) {
            case DAYS -> {
                problems.report(
                        field,
                        coordinate,
                        "a DateTime in N is a number of seconds or milliseconds, not of days",
                        "use unit: SECONDS or unit: MILLISECONDS, or remove `as` for a text such"
                                + " as 2026-11-20");
                yield ScalarKind.EPOCH_SECONDS;
            }
            case SECONDS -> ScalarKind.EPOCH_SECONDS;
            case MILLISECONDS -> ScalarKind.EPOCH_MILLISECONDS;
        };
    }

    private void checkUnit(FieldDefinition field, String coordinate, ScalarKind kind) {
        if (argument(field, "unit") != null && !kind.isTime()) {
            problems.report(
                    field,
                    coordinate,
                    "only a DateTime has a unit, and `%s` is none"
                            .formatted(Types.name(field.getType())),
                    "remove `unit`");
        }
    }

    private static @Nullable ScalarKind converted(ScalarKind kind, StoredAs as) {
        return switch (kind) {
            case STRING -> as == StoredAs.B ? ScalarKind.BINARY : null;
            case JSON -> as == StoredAs.M || as == StoredAs.L ? ScalarKind.JSON : null;
            case ID,
                    ENUM,
                    DATE_TIME,
                    DATE_TIME_SECONDS,
                    DATE,
                    EPOCH_SECONDS,
                    EPOCH_MILLISECONDS,
                    INT,
                    FLOAT,
                    DECIMAL,
                    BINARY,
                    BOOLEAN ->
                    null;
        };
    }

    private static boolean isTtl(ObjectTypeDefinition type, FieldDefinition field) {
        var table = Directives.find(type, "table");
        return table != null && field.getName().equals(Directives.string(table, "ttl"));
    }
}
