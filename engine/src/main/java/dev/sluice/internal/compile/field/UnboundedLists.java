// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.resolver.ResolverFields;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Refuses stored lists without a limit on their length if their elements lead to reads or resolver
/// calls.
public final class UnboundedLists {
    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;

    public UnboundedLists(SchemaFile file, Map<String, ObjectShape> shapes, Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
    }

    public void check() {
        for (var shape : shapes.values()) {
            for (var attribute : shape.attributes().values()) {
                if (attribute.type() instanceof AttributeType.ListOf list
                        && list.maxItems() == null
                        && leadsToReads(list.element(), new HashSet<>())) {
                    report(shape, attribute);
                }
            }
        }
    }

    private void report(ObjectShape shape, Attribute attribute) {
        var field =
                definition(shape.type()).getFieldDefinitions().stream()
                        .filter(each -> each.getName().equals(attribute.field()))
                        .findFirst()
                        .orElseThrow();
        problems.report(
                field,
                shape.type() + "." + attribute.field(),
                "each element of the list causes a read or a call, but the list has no maximum length",
                "add @constraint(maxItems:)");
    }

    private boolean leadsToReads(AttributeType type, Set<String> seen) {
        return switch (type) {
            case AttributeType.Scalar _, AttributeType.SetOf _ -> false;
            case AttributeType.ListOf list -> leadsToReads(list.element(), seen);
            case AttributeType.Embedded(var name) ->
                    seen.add(name)
                            && (definition(name).getFieldDefinitions().stream()
                                            .anyMatch(UnboundedLists::isSent)
                                    || Objects.requireNonNull(shapes.get(name))
                                            .attributes()
                                            .values()
                                            .stream()
                                            .anyMatch(field -> leadsToReads(field.type(), seen)));
        };
    }

    /// Returns whether the field needs a request or call for each element. A computed field needs
    /// one call for all elements.
    private static boolean isSent(FieldDefinition field) {
        return Shapes.isRead(field) || ResolverFields.isAnswered(field);
    }

    private ObjectTypeDefinition definition(String type) {
        return Objects.requireNonNull(file.type(type, ObjectTypeDefinition.class));
    }
}
