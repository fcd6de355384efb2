// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a literal of a document as the JSON value it spells.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class JsonLiterals {
    private JsonLiterals() {}

    static @Nullable Object json(Value<?> literal, Map<String, @Nullable Object> variables) {
        return switch (literal) {
            case NullValue _ -> null;
            case StringValue text -> text.getValue();
            case BooleanValue bool -> bool.isValue();
            case IntValue number -> new BigDecimal(number.getValue());
            case FloatValue number -> number.getValue();
            case EnumValue name -> name.getName();
            case VariableReference variable -> variables.get(variable.getName());
            case ArrayValue list -> {
                var elements = new ArrayList<@Nullable Object>();
                for (var element : list.getValues()) {
                    elements.add(json(element, variables));
                }
                yield elements;
            }
            case ObjectValue object -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                for (var field : object.getObjectFields()) {
                    members.put(field.getName(), json(field.getValue(), variables));
                }
                yield members;
            }
            default -> throw new IllegalStateException("a literal of no known form");
        };
    }
}
