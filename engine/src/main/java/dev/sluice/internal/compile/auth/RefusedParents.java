// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses a non-null field that some callers may not see although they may see its parent: for
/// them, GraphQL would return null for the whole parent.
public final class RefusedParents {
    private final Map<String, ObjectShape> shapes;
    private final Map<String, StoredType> storedTypes;
    private final Problems problems;

    public RefusedParents(
            Map<String, ObjectShape> shapes,
            Map<String, StoredType> storedTypes,
            Problems problems) {
        this.shapes = shapes;
        this.storedTypes = storedTypes;
        this.problems = problems;
    }

    /// @param rules the rules of the field itself
    public void check(ObjectTypeDefinition type, FieldDefinition field, List<Rule> rules) {
        if (!Types.isNonNull(field.getType()) || rules.isEmpty() || isHidden(field)) {
            return;
        }
        var admitted =
                callers(type.getName())
                        .allMatch(caller ->
                                rules.stream()
                                        .anyMatch(rule -> caller.pass(rule, Admitted::ofObject)));
        if (!admitted) {
            problems.report(
                    field,
                    SchemaFile.coordinate(type, field),
                    "the field is non-null, and its @auth refuses callers who may see `%s`: for them"
                                    .formatted(type.getName())
                            + " the whole `%s` would be null".formatted(type.getName()),
                    "make the field nullable, as in `%s: %s`"
                            .formatted(
                                    field.getName(),
                                    AstPrinter.printAst(Types.nullable(field.getType()))));
        }
    }

    private static boolean isHidden(FieldDefinition field) {
        var attribute = Directives.find(field, "attribute");
        return attribute != null && Directives.isTrue(attribute, "hidden");
    }

    /// Returns the callers who may see an object of the type. For an embedded type, these are the
    /// callers who may see an item that contains it, without what depends on that item's fields.
    private Stream<Admitted> callers(String type) {
        var stored = storedTypes.get(type);
        if (stored != null) {
            return Admitted.by(stored.rules()).stream();
        }
        var holders =
                storedTypes.values().stream()
                        .filter(each -> holds(each.shape(), type, new HashSet<>()))
                        .toList();
        return holders.isEmpty()
                ? Admitted.by(List.of()).stream()
                : holders.stream()
                        .flatMap(each -> Admitted.by(each.rules()).stream())
                        .map(Admitted::toAnyObject);
    }

    private boolean holds(ObjectShape shape, String type, Set<String> seen) {
        return seen.add(shape.type())
                && shape.attributes().values().stream()
                        .map(attribute -> embedded(attribute.type()))
                        .flatMap(Stream::ofNullable)
                        .anyMatch(inner -> inner.type().equals(type) || holds(inner, type, seen));
    }

    private @Nullable ObjectShape embedded(AttributeType type) {
        return switch (type) {
            case AttributeType.Embedded(var name) -> shapes.get(name);
            case AttributeType.ListOf list -> embedded(list.element());
            case AttributeType.Scalar _, AttributeType.SetOf _ -> null;
        };
    }
}
