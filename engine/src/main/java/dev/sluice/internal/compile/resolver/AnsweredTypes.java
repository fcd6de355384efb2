// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.resolver;

import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.ObjectShape;

import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The object types that only Java resolvers answer: the types of the fields that a resolver
/// answers, and all types that they contain.
public final class AnsweredTypes {
    private static final List<String> SOURCES = List.of("getItem", "query", "write", "resolver");

    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    public AnsweredTypes(SchemaFile file, Map<String, ObjectShape> shapes, Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
        for (var type : file.objectTypes()) {
            type.getFieldDefinitions().stream()
                    .filter(ResolverFields::isResolved)
                    .forEach(field -> add(type, field));
        }
    }

    public boolean contains(ObjectTypeDefinition type) {
        return names.contains(type.getName());
    }

    private void add(ObjectTypeDefinition type, FieldDefinition field) {
        var name = Types.name(field.getType());
        var members = file.members(name);
        if (members.isEmpty() && file.type(name, InterfaceTypeDefinition.class) != null) {
            problems.report(
                    field,
                    SchemaFile.coordinate(type, field),
                    "a resolver cannot return `%s`, because no type implements it".formatted(name),
                    "add an object type that implements it");
        }
        for (var answered : members) {
            if (isTaken(answered)) {
                refuse(type, field, name, answered.getName());
            } else if (names.add(answered.getName())) {
                for (var member : answered.getFieldDefinitions()) {
                    check(answered, member);
                    add(answered, member);
                }
            }
        }
    }

    private void refuse(
            ObjectTypeDefinition type, FieldDefinition field, String name, String taken) {
        var alone = name.equals(taken);
        problems.report(
                field,
                SchemaFile.coordinate(type, field),
                alone
                        ? "a resolver cannot return `%s`".formatted(name)
                        : "a resolver cannot return `%s`, because `%s` belongs to it"
                                .formatted(name, taken),
                alone
                        ? "return another object type, which is neither a root type, nor stored, nor part of a page"
                        : "use other object types, which are neither root types, nor stored, nor part of a page");
    }

    private boolean isTaken(ObjectTypeDefinition type) {
        return shapes.containsKey(type.getName())
                || file.isRoot(type.getName())
                || ConnectionTypes.isPaging(file.registry(), type.getName());
    }

    private void check(ObjectTypeDefinition type, FieldDefinition field) {
        var coordinate = SchemaFile.coordinate(type, field);
        SOURCES.stream()
                .filter(directive -> Directives.has(field, directive))
                .forEach(directive ->
                        problems.report(
                                field,
                                coordinate,
                                "@%s has no effect on a field of an object that a resolver returns"
                                        .formatted(directive),
                                "remove it: the resolver returns the whole object"));
        if (!field.getInputValueDefinitions().isEmpty()) {
            problems.report(
                    field,
                    coordinate,
                    "a field of an object that a resolver returns cannot have arguments",
                    "move them to the field with @resolver");
        }
    }
}
