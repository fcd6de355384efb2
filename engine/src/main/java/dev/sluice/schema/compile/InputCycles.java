// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses input types that contain themselves by non-null fields, for which no value can be
/// written.
///
/// Source: GraphQL specification, "Input Objects", "Circular References".
final class InputCycles {
    private final TypeDefinitionRegistry registry;
    private final Problems problems;

    InputCycles(TypeDefinitionRegistry registry, Problems problems) {
        this.registry = registry;
        this.problems = problems;
    }

    void check() {
        for (var type : registry.getTypes(InputObjectTypeDefinition.class)) {
            required(type)
                    .filter(field -> leadsTo(Types.name(field.getType()), type, new HashSet<>()))
                    .forEach(field -> report(type, field));
        }
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

    private void report(InputObjectTypeDefinition type, InputValueDefinition field) {
        problems.report(
                field,
                type.getName() + "." + field.getName(),
                "`%s` contains itself, so no value of it ends".formatted(type.getName()),
                "make the field nullable, or a list");
    }
}
