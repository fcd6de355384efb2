// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

import java.util.List;
import java.util.function.Consumer;

/// Makes a file that is not valid GraphQL valid enough to find its other problems.
final class Repairs {
    private final TypeDefinitionRegistry registry;
    private final Consequences consequences;

    Repairs(TypeDefinitionRegistry registry, Consequences consequences) {
        this.registry = registry;
        this.consequences = consequences;
    }

    /// Defines a missing type as a scalar.
    void define(String name) {
        consequences.type(name);
        if (registry.getTypeOrNull(name) == null && !registry.scalars().containsKey(name)) {
            registry.add(ScalarTypeDefinition.newScalarTypeDefinition().name(name).build());
        }
    }

    /// Removes all directives from a type, or from a field and its arguments.
    ///
    /// @param coordinate `Type` or `Type.field`
    /// @return whether there were any
    boolean strip(String coordinate) {
        var dot = coordinate.indexOf('.');
        var name = dot < 0 ? coordinate : coordinate.substring(0, dot);
        if (consequences.isBroken(coordinate)) {
            return false;
        }
        if (coordinate.equals(SchemaFile.WHOLE)) {
            return stripSchema();
        }
        var type = registry.getTypeOrNull(name);
        if (type == null) {
            return false;
        }
        consequences.broken(coordinate);
        registry.remove(type);
        registry.add(dot < 0 ? bare(type) : without(type, coordinate.substring(dot + 1)));
        return true;
    }

    private boolean stripSchema() {
        var schema = registry.schemaDefinition().orElse(null);
        if (schema == null) {
            return false;
        }
        consequences.broken(SchemaFile.WHOLE);
        registry.remove(schema);
        registry.add(schema.transform(to -> to.directives(List.of())));
        return true;
    }

    /// Makes a field nullable whose input type contains itself.
    void loosen(String coordinate) {
        var dot = coordinate.indexOf('.');
        var name = coordinate.substring(dot + 1);
        var type = registry.getTypeOrNull(coordinate.substring(0, dot));
        if (type instanceof InputObjectTypeDefinition input) {
            consequences.broken(coordinate);
            registry.remove(type);
            registry.add(values(input, name, to -> to.type(Types.nullable(typeOf(input, name)))));
        }
    }

    private static Type<?> typeOf(InputObjectTypeDefinition input, String name) {
        return input.getInputValueDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getType();
    }

    private static InputObjectTypeDefinition values(
            InputObjectTypeDefinition input,
            String name,
            Consumer<InputValueDefinition.Builder> change) {
        var values =
                input.getInputValueDefinitions().stream()
                        .map(each -> each.getName().equals(name) ? each.transform(change) : each)
                        .toList();
        return input.transform(to -> to.inputValueDefinitions(values));
    }

    private static TypeDefinition<?> bare(TypeDefinition<?> type) {
        var none = List.<Directive>of();
        return switch (type) {
            case ObjectTypeDefinition object -> object.transform(to -> to.directives(none));
            case InterfaceTypeDefinition face -> face.transform(to -> to.directives(none));
            case InputObjectTypeDefinition input -> input.transform(to -> to.directives(none));
            case UnionTypeDefinition union -> union.transform(to -> to.directives(none));
            case EnumTypeDefinition list -> list.transform(to -> to.directives(none));
            case ScalarTypeDefinition scalar -> scalar.transform(to -> to.directives(none));
            default -> type;
        };
    }

    private static TypeDefinition<?> without(TypeDefinition<?> type, String field) {
        return switch (type) {
            case ObjectTypeDefinition object ->
                    object.transform(
                            to -> to.fieldDefinitions(fields(object.getFieldDefinitions(), field)));
            case InterfaceTypeDefinition face ->
                    face.transform(to -> to.definitions(fields(face.getFieldDefinitions(), field)));
            case InputObjectTypeDefinition input ->
                    values(input, field, to -> to.directives(List.of()));
            default -> type;
        };
    }

    private static List<FieldDefinition> fields(List<FieldDefinition> fields, String name) {
        return fields.stream()
                .map(each -> each.getName().equals(name) ? bare(each) : each)
                .toList();
    }

    private static FieldDefinition bare(FieldDefinition field) {
        var arguments = field.getInputValueDefinitions().stream().map(Repairs::bare).toList();
        return field.transform(to -> to.directives(List.of()).inputValueDefinitions(arguments));
    }

    private static InputValueDefinition bare(InputValueDefinition value) {
        return value.transform(to -> to.directives(List.of()));
    }
}
