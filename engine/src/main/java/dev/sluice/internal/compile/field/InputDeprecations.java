// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Deprecation;

import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;

import java.util.HashMap;
import java.util.Map;

/// Reads which arguments, input fields and values of enums are deprecated. GraphQL's own rules
/// refuse those that are required.
///
/// Source: GraphQL specification, September 2025, 3.13.3 "@deprecated".
public final class InputDeprecations {
    private final SchemaFile file;
    private final Deprecations deprecations;
    private final Map<String, Deprecation> found = new HashMap<>();

    public InputDeprecations(SchemaFile file, Problems problems) {
        this.file = file;
        this.deprecations = new Deprecations(problems);
    }

    /// Returns them by `Type.field(argument:)`, `Input.field` and `Enum.VALUE`.
    public Map<String, Deprecation> compile() {
        for (var type : file.registry().getTypes(InputObjectTypeDefinition.class)) {
            for (var field : type.getInputValueDefinitions()) {
                read(field, type.getName() + "." + field.getName());
            }
        }
        for (var type : file.registry().getTypes(EnumTypeDefinition.class)) {
            for (var value : type.getEnumValueDefinitions()) {
                read(value, type.getName() + "." + value.getName());
            }
        }
        for (var type : file.objectTypes()) {
            for (var field : type.getFieldDefinitions()) {
                for (var argument : field.getInputValueDefinitions()) {
                    read(
                            argument,
                            "%s(%s:)"
                                    .formatted(
                                            SchemaFile.coordinate(type, field),
                                            argument.getName()));
                }
            }
        }
        return found;
    }

    private void read(DirectivesContainer<?> element, String coordinate) {
        var deprecation = deprecations.compile(element, coordinate);
        if (deprecation != null) {
            found.put(coordinate, deprecation);
        }
    }
}
