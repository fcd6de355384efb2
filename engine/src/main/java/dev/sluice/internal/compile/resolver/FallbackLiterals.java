// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.resolver;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.file.Types;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads literals of scalars and enums as a Java resolver would return them.
record FallbackLiterals(SchemaFile file) {

    /// Returns whether the type, inside non-nulls, is a scalar or an enum.
    boolean isLeaf(Type<?> type) {
        return Scalars.kind(file, Types.name(type)) != null;
    }

    /// Returns null if the literal does not have the type.
    ///
    /// @param type a scalar or an enum
    @Nullable Object value(Type<?> type, Value<?> literal) {
        var kind = Scalars.kind(file, Types.name(type));
        return switch (kind) {
            case null -> null;
            case STRING, ID, BINARY -> literal instanceof StringValue text ? text.getValue() : null;
            case ENUM -> option(Types.name(type), literal);
            case INT ->
                    literal instanceof IntValue number
                                    && number.getValue().bitLength() < Integer.SIZE
                            ? (Integer) number.getValue().intValue()
                            : null;
            case FLOAT -> number(literal) instanceof BigDecimal number ? finite(number) : null;
            case DECIMAL ->
                    literal instanceof StringValue text ? decimal(Text.of(text).value()) : null;
            case BOOLEAN -> literal instanceof BooleanValue bool ? (Boolean) bool.isValue() : null;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    literal instanceof StringValue text ? instant(Text.of(text).value()) : null;
            case JSON -> json(literal);
        };
    }

    private @Nullable String option(String type, Value<?> literal) {
        var definition = file.type(type, EnumTypeDefinition.class);
        return definition != null
                        && literal instanceof EnumValue given
                        && definition.getEnumValueDefinitions().stream()
                                .anyMatch(each -> each.getName().equals(given.getName()))
                ? given.getName()
                : null;
    }

    private static @Nullable BigDecimal number(Value<?> literal) {
        return switch (literal) {
            case IntValue number -> new BigDecimal(number.getValue());
            case FloatValue number -> number.getValue();
            default -> null;
        };
    }

    private static @Nullable Double finite(BigDecimal number) {
        var finite = number.doubleValue();
        return Double.isFinite(finite) ? (Double) finite : null;
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Object instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    @SuppressWarnings("rawtypes") // as graphql-java declares its nodes
    private static @Nullable Object json(Value<?> literal) {
        return switch (literal) {
            case StringValue text -> text.getValue();
            case BooleanValue bool -> bool.isValue();
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            case ArrayValue list -> {
                var elements = new ArrayList<@Nullable Object>();
                for (Value each : list.getValues()) {
                    elements.add(json(each));
                }
                yield elements;
            }
            case ObjectValue object -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                for (ObjectField each : object.getObjectFields()) {
                    members.put(each.getName(), json(each.getValue()));
                }
                yield members;
            }
            default -> null;
        };
    }

    /// Returns an example of the type, as the language spells it.
    String example(Type<?> type) {
        if (Types.isList(type)) {
            return "[]";
        }
        var options = file.type(Types.name(type), EnumTypeDefinition.class);
        if (options != null) {
            return options.getEnumValueDefinitions().getFirst().getName();
        }
        return switch (Scalars.kind(file, Types.name(type))) {
            case null -> Types.isNonNull(type) ? "{...}" : "null";
            case STRING, ID, BINARY, ENUM -> "\"...\"";
            case DECIMAL -> "\"1.50\"";
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    "\"2026-01-31T12:00:00Z\"";
            case INT -> "1";
            case FLOAT -> "1.5";
            case BOOLEAN -> "true";
            case JSON -> "{}";
        };
    }
}
