// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.UnionTypeDefinition;

import java.util.List;
import java.util.stream.Stream;

/// A place of a schema file where a directive can be written.
///
/// Source: GraphQL specification, "Type System Directives", `TypeSystemDirectiveLocation`.
enum DirectivePlace {
    SCHEMA("the schema"),
    SCALAR("a scalar"),
    OBJECT("an object type"),
    FIELD_DEFINITION("a field"),
    ARGUMENT_DEFINITION("an argument"),
    INTERFACE("an interface"),
    UNION("a union"),
    ENUM("an enum"),
    ENUM_VALUE("a value of an enum"),
    INPUT_OBJECT("an input type"),
    INPUT_FIELD_DEFINITION("a field of an input type");

    private final String noun;

    DirectivePlace(String noun) {
        this.noun = noun;
    }

    String noun() {
        return noun;
    }

    /// Returns the places with these names, without those of requests.
    static List<DirectivePlace> named(List<String> names) {
        return Stream.of(values()).filter(place -> names.contains(place.name())).toList();
    }

    /// @param on the node that has the directive
    /// @param parent the node that contains it
    static DirectivePlace of(Node<?> on, Node<?> parent) {
        return switch (on) {
            case SchemaDefinition _ -> SCHEMA;
            case ScalarTypeDefinition _ -> SCALAR;
            case ObjectTypeDefinition _ -> OBJECT;
            case FieldDefinition _ -> FIELD_DEFINITION;
            case InterfaceTypeDefinition _ -> INTERFACE;
            case UnionTypeDefinition _ -> UNION;
            case EnumTypeDefinition _ -> ENUM;
            case EnumValueDefinition _ -> ENUM_VALUE;
            case InputObjectTypeDefinition _ -> INPUT_OBJECT;
            case InputValueDefinition _ ->
                    parent instanceof InputObjectTypeDefinition
                            ? INPUT_FIELD_DEFINITION
                            : ARGUMENT_DEFINITION;
            default -> throw new IllegalStateException("a directive at no known place");
        };
    }
}
