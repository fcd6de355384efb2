// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.expression.ValueText;

import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;

/// The field of a stored type that is its global id (`@node`), and what the id spells.
public record NodeField(String name, GlobalId form) {

    /// Returns null if the type has none.
    static @Nullable NodeField of(SchemaFile file, StoredType type) {
        var definition = file.type(type.name(), ObjectTypeDefinition.class);
        return definition == null
                ? null
                : definition.getFieldDefinitions().stream()
                        .filter(field -> Directives.has(field, "node"))
                        .map(field -> new NodeField(field.getName(), form(type)))
                        .findFirst()
                        .orElse(null);
    }

    /// Returns what the ids of a type spell.
    public static GlobalId form(StoredType type) {
        var fields = new LinkedHashSet<String>();
        type.key().halves().forEach(half -> fields.addAll(half.template().fields()));
        var parts = new ArrayList<GlobalId.Part>();
        for (var field : fields) {
            parts.add(
                    new GlobalId.Part(
                            field, text(type, field), type.pins().getOrDefault(field, "")));
        }
        return new GlobalId(type.name(), parts);
    }

    /// Returns how the value of a key field is spelled outside of its key.
    static ValueText text(StoredType type, String field) {
        var attribute = type.shape().attribute(field);
        return attribute != null && attribute.type() instanceof AttributeType.Scalar(var kind)
                ? text(kind)
                : ValueText.TEXT;
    }

    private static ValueText text(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM, BINARY, BOOLEAN, JSON -> ValueText.TEXT;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    ValueText.TIME;
            case INT, FLOAT, DECIMAL -> ValueText.NUMBER;
        };
    }

    /// Returns the value that an id gives the field, or null if its key does not contain it.
    Value.@Nullable OfGlobalId value(Value id, String field) {
        for (int i = 0; i < form.parts().size(); i++) {
            if (form.parts().get(i).field().equals(field)) {
                return new Value.OfGlobalId(id, form, i);
            }
        }
        return null;
    }
}
