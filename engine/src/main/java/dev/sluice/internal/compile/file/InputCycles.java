// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses input types that contain themselves through non-null fields, because no value of them
/// can be written.
///
/// Source: GraphQL specification, "Input Objects", "Circular References".
final class InputCycles {
    private final TypeDefinitionRegistry registry;
    private final Problems problems;

    InputCycles(TypeDefinitionRegistry registry, Problems problems) {
        this.registry = registry;
        this.problems = problems;
    }

    /// @return the coordinates of the fields that were reported
    List<String> check() {
        var found = new ArrayList<String>();
        for (var type : registry.getTypes(InputObjectTypeDefinition.class)) {
            required(type)
                    .filter(field -> leadsTo(Types.name(field.getType()), type, new HashSet<>()))
                    .forEach(field -> found.add(report(type, field)));
        }
        return found;
    }

    private boolean leadsTo(String from, InputObjectTypeDefinition type, Set<String> seen) {
        if (from.equals(type.getName())) {
            return true;
        }
        var input = registry.getTypeOrNull(from, InputObjectTypeDefinition.class);
        return input != null
                && seen.add(from)
                && required(input)
                        .anyMatch(field -> leadsTo(Types.name(field.getType()), type, seen));
    }

    private static Stream<InputValueDefinition> required(InputObjectTypeDefinition type) {
        return type.getInputValueDefinitions().stream()
                .filter(field -> Types.isNonNull(field.getType()))
                .filter(field -> !Types.isList(field.getType()));
    }

    private String report(InputObjectTypeDefinition type, InputValueDefinition field) {
        var coordinate = type.getName() + "." + field.getName();
        problems.report(
                field,
                coordinate,
                "`%s` always contains itself, so no value of it can be complete"
                        .formatted(type.getName()),
                "make the field nullable, or a list");
        return coordinate;
    }
}
