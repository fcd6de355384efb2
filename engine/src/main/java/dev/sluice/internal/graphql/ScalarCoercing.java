// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;

/// Coerces values with two functions. Never repeats a value in an error.
///
/// @param expected what is accepted, for example `a DateTime as RFC 3339 spells it`
/// @param read reads a JSON value; returns null if it does not fit
/// @param write returns a JSON value, or null if the value does not fit
record ScalarCoercing<T>(String expected, Reader<T> read, Writer write)
        implements Coercing<T, Object> {

    /// JSON to Java.
    interface Reader<T> {
        @Nullable T read(Object json);
    }

    /// Java to JSON.
    interface Writer {
        @Nullable Object write(Object value);
    }

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
        var written = write.write(value);
        if (written == null) {
            throw new CoercingSerializeException("The value is not " + expected + ".");
        }
        return written;
    }

    @Override
    public T parseValue(Object input, GraphQLContext context, Locale locale) {
        var value = read.read(input);
        if (value == null) {
            throw new CoercingParseValueException("The value is not " + expected + ".");
        }
        return value;
    }

    @Override
    public T parseLiteral(
            Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        var json =
                JsonLiterals.json(input, new HashMap<String, @Nullable Object>(variables.toMap()));
        var value = json == null ? null : read.read(json);
        if (value == null) {
            throw new CoercingParseLiteralException("The value is not " + expected + ".");
        }
        return value;
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return graphql.language.StringValue.of(String.valueOf(input));
    }
}
