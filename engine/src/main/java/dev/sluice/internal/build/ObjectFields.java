// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import dev.sluice.internal.build.RecordShapes.Component;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Source;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/// Which fields the records of object types have.
record ObjectFields(SchemaFile file, Catalog catalog) {

    /// Returns the fields that are stored in the object, or that a resolver answers with it.
    List<Component> components(ObjectTypeDefinition type) {
        var shape = catalog.shapes().get(type.getName());
        return of(
                type,
                field ->
                        shape == null
                                ? source(type, field) instanceof Source.Member
                                : shape.attribute(field.getName()) != null);
    }

    /// Returns what a field needs of its object.
    List<Component> needs(ObjectTypeDefinition type, Source.Computed computed) {
        return of(type, field -> computed.needs().contains(field.getName()));
    }

    private static List<Component> of(
            ObjectTypeDefinition type, Predicate<FieldDefinition> wanted) {
        return type.getFieldDefinitions().stream()
                .filter(wanted)
                .map(field -> new Component(field.getName(), field.getType()))
                .toList();
    }

    @Nullable Source source(ObjectTypeDefinition type, FieldDefinition field) {
        var compiled = catalog.field(type.getName(), field.getName());
        return compiled == null ? null : compiled.source();
    }

    List<ObjectTypeDefinition> members(String type) {
        return file.members(type);
    }

    /// Returns whether the type is a union or an interface that resolvers can answer.
    boolean isChoice(String type) {
        var members = members(type);
        return file.choices().contains(type)
                && !members.isEmpty()
                && members.stream().allMatch(this::isAnswered);
    }

    /// Returns the unions and interfaces of the type that resolvers can answer.
    List<String> choices(ObjectTypeDefinition type) {
        return file.choices().stream()
                .filter(this::isChoice)
                .filter(choice -> members(choice).contains(type))
                .toList();
    }

    private boolean isAnswered(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .allMatch(field -> source(type, field) instanceof Source.Member);
    }
}
