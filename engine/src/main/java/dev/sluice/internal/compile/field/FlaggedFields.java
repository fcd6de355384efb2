// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.shape.Placement;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compiles `@flag`. Whichever flags are off, the schema that clients see is valid.
record FlaggedFields(SchemaFile file, Problems problems) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /// @return the name of the flag, or null if the field has none
    @Nullable String compile(ObjectTypeDefinition type, FieldDefinition field, String coordinate) {
        var flag = Directives.find(field, "flag");
        if (flag == null) {
            return null;
        }
        checkInterfaces(type, field, flag, coordinate);
        checkKeys(type, field, flag, coordinate);
        checkOthers(type, flag, coordinate);
        var name = Directives.required(flag, "name");
        if (!NAME.matcher(name.value()).matches()) {
            problems.report(
                    name.at(),
                    coordinate,
                    "`%s` is not the name of a flag".formatted(name.value()),
                    "use letters, digits, - and _, at most 64, with a letter first");
        }
        return name.value();
    }

    private void checkInterfaces(
            ObjectTypeDefinition type, FieldDefinition field, Directive flag, String coordinate) {
        interfaces(type)
                .filter(each ->
                        each.getFieldDefinitions().stream()
                                .anyMatch(one -> one.getName().equals(field.getName())))
                .findFirst()
                .ifPresent(each ->
                        problems.report(
                                flag,
                                coordinate,
                                "without this field, the type would not implement `%s`"
                                        .formatted(each.getName()),
                                "remove the field from the interface, or remove @flag"));
    }

    private Stream<InterfaceTypeDefinition> interfaces(ObjectTypeDefinition type) {
        return type.getImplements().stream()
                .map(named ->
                        file.type(((TypeName) named).getName(), InterfaceTypeDefinition.class))
                .flatMap(Stream::ofNullable);
    }

    private void checkKeys(
            ObjectTypeDefinition type, FieldDefinition field, Directive flag, String coordinate) {
        var isKey =
                type.getDirectives("key").stream()
                        .map(key -> Directives.string(key, "fields"))
                        .flatMap(Stream::ofNullable)
                        .anyMatch(
                                fields -> List.of(fields.split("\\W+")).contains(field.getName()));
        if (isKey || field.getName().equals(Subgraph.ENTITIES)) {
            problems.report(
                    flag,
                    coordinate,
                    "the supergraph needs this field to find the object",
                    "remove @flag");
        }
    }

    private void checkOthers(ObjectTypeDefinition type, Directive flag, String coordinate) {
        if (type.getFieldDefinitions().stream()
                .allMatch(field -> Directives.has(field, "flag") || Placement.isHidden(field))) {
            problems.report(
                    flag,
                    coordinate,
                    "without flagged fields, `%s` would have no field".formatted(type.getName()),
                    "remove the @flag of one field, and set the flag where the type is returned");
        }
    }
}
