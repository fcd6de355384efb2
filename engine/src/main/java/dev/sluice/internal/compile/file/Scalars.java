// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import dev.sluice.internal.schema.ScalarKind;

import graphql.language.EnumTypeDefinition;
import graphql.language.ScalarTypeDefinition;

import org.jspecify.annotations.Nullable;

/// Maps type names to kinds of scalars.
public final class Scalars {
    private Scalars() {}

    /// Returns the kind, or null if the name is neither a scalar nor an enum.
    public static @Nullable ScalarKind kind(SchemaFile file, String type) {
        return switch (type) {
            case "String" -> ScalarKind.STRING;
            case "ID" -> ScalarKind.ID;
            case "Int" -> ScalarKind.INT;
            case "Float" -> ScalarKind.FLOAT;
            case "Boolean" -> ScalarKind.BOOLEAN;
            case "DateTime" -> ScalarKind.DATE_TIME;
            case "Decimal" -> ScalarKind.DECIMAL;
            case "JSON" -> ScalarKind.JSON;
            default -> declared(file, type);
        };
    }

    private static @Nullable ScalarKind declared(SchemaFile file, String type) {
        if (file.type(type, EnumTypeDefinition.class) != null) {
            return ScalarKind.ENUM;
        }
        return file.type(type, ScalarTypeDefinition.class) == null ? null : ScalarKind.STRING;
    }

    /// Returns whether a value of one kind can be compared with a field of the other.
    public static boolean comparable(ScalarKind value, ScalarKind field) {
        return family(value) == family(field);
    }

    /// Returns whether an attribute holds values of both kinds in the same way.
    public static boolean isAlike(ScalarKind one, ScalarKind other) {
        return family(one) == family(other)
                && one.key() == other.key()
                && one.time() == other.time();
    }

    private static Family family(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM -> Family.TEXT;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    Family.INSTANT;
            case INT, FLOAT, DECIMAL -> Family.NUMBER;
            case BINARY -> Family.BINARY;
            case BOOLEAN -> Family.BOOLEAN;
            case JSON -> Family.JSON;
        };
    }

    private enum Family {
        TEXT,
        INSTANT,
        NUMBER,
        BINARY,
        BOOLEAN,
        JSON
    }
}
