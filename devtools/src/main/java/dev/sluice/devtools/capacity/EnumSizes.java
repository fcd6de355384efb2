// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.parser.Parser;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// How many values the fields of a schema file have whose type is an enum.
///
/// @param values by `Type.field`
record EnumSizes(Map<String, Integer> values) {
    static EnumSizes of(String schema) {
        Document document = new Parser().parseDocument(schema);
        var enums = new HashMap<String, Integer>();
        document.getDefinitionsOfType(EnumTypeDefinition.class)
                .forEach(type -> enums.put(type.getName(), type.getEnumValueDefinitions().size()));
        var values = new HashMap<String, Integer>();
        for (var type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            for (var field : type.getFieldDefinitions()) {
                if (named(field.getType()) instanceof TypeName name
                        && enums.get(name.getName()) instanceof Integer size) {
                    values.put(type.getName() + "." + field.getName(), size);
                }
            }
        }
        return new EnumSizes(Map.copyOf(values));
    }

    private static Type<?> named(Type<?> type) {
        return type instanceof NonNullType nonNull ? nonNull.getType() : type;
    }

    OptionalInt of(String type, String field) {
        var size = values.get(type + "." + field);
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }
}
