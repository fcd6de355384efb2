// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.file.Types;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;

import java.util.List;
import java.util.Set;

/// Refuses directives that would have no effect, and hidden fields that would leave clients with an
/// invalid schema.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class Placement {
    private static final Set<String> OF_STORED = Set.of("name", "as", "default", "pin");

    private final SchemaFile file;
    private final Problems problems;

    public Placement(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    public void check() {
        file.registry().getTypes(InterfaceTypeDefinition.class).forEach(this::checkInterface);
        for (var type : file.objectTypes()) {
            checkTable(type);
            checkHidden(type);
            var paging = ConnectionTypes.isPaging(file.registry(), type.getName());
            for (var field : type.getFieldDefinitions()) {
                var coordinate = SchemaFile.coordinate(type, field);
                if (paging) {
                    refuseOurs(
                            field,
                            coordinate,
                            "a field of a page",
                            "move it to the field that returns the page");
                } else {
                    checkRead(type, field, coordinate);
                    checkEvent(field, coordinate);
                }
            }
        }
    }

    private void checkInterface(InterfaceTypeDefinition type) {
        var fix = "move it to the field of each type that implements it";
        for (var field : type.getFieldDefinitions()) {
            var coordinate = type.getName() + "." + field.getName();
            refuseOurs(field, coordinate, "a field of an interface", fix);
            field.getInputValueDefinitions()
                    .forEach(argument ->
                            refuseOurs(argument, coordinate, "an argument of an interface", fix));
        }
    }

    private void refuseOurs(DirectivesContainer<?> on, String coordinate, String what, String fix) {
        for (Directive directive : on.getDirectives()) {
            if (ClientSchema.isOurs(directive)
                    && !Subgraph.isOurs(directive)
                    && !onlyHides(directive)) {
                problems.report(
                        directive,
                        coordinate,
                        "@%s has no effect on %s".formatted(directive.getName(), what),
                        fix);
            }
        }
    }

    private static boolean onlyHides(Directive directive) {
        return directive.getName().equals("attribute")
                && directive.getArguments().stream()
                        .allMatch(argument -> argument.getName().equals("hidden"));
    }

    private void checkTable(ObjectTypeDefinition type) {
        var table = Directives.find(type, "table");
        if (table != null && file.isRoot(type.getName())) {
            problems.report(
                    table,
                    type.getName(),
                    "a root type cannot be stored in a table",
                    "store another type, and read it with a field of `%s`"
                            .formatted(type.getName()));
        }
        var index = Directives.find(type, "index");
        if (table == null && index != null) {
            problems.report(
                    index, type.getName(), "an index needs a table", "store the type with @table");
        }
    }

    private void checkRead(ObjectTypeDefinition type, FieldDefinition field, String coordinate) {
        if (!Shapes.isRead(field)
                && !Directives.has(field, "resolver")
                && !Directives.has(field, "node")
                && !file.isRoot(type.getName())) {
            return;
        }
        var attribute = Directives.find(field, "attribute");
        if (attribute != null) {
            attribute.getArguments().stream()
                    .filter(argument -> OF_STORED.contains(argument.getName()))
                    .findFirst()
                    .ifPresent(argument ->
                            problems.report(
                                    argument,
                                    coordinate,
                                    "@attribute(%s:) has no effect on a field that is not stored"
                                            .formatted(argument.getName()),
                                    "remove it"));
        }
        var constraint = Directives.find(field, "constraint");
        if (constraint != null) {
            problems.report(
                    constraint,
                    coordinate,
                    "@constraint has no effect on a field that is not stored",
                    "constrain its arguments, or remove it");
        }
    }

    private void checkEvent(FieldDefinition field, String coordinate) {
        var event = Directives.find(field, "event");
        if (event != null && !Directives.has(field, "write")) {
            problems.report(
                    event,
                    coordinate,
                    "@event has no effect on a field that writes nothing",
                    "move it to a mutation with @write");
        }
    }

    private void checkHidden(ObjectTypeDefinition type) {
        if (type.getFieldDefinitions().stream().allMatch(Placement::isHidden)) {
            problems.report(
                    type,
                    type.getName(),
                    "all its fields are hidden, so clients would see an empty type",
                    "show at least one field");
        }
        for (Type<?> each : rawTypes(type.getImplements())) {
            var implemented = file.type(Types.name(each), InterfaceTypeDefinition.class);
            if (implemented != null) {
                checkHidden(type, implemented);
            }
        }
    }

    private static List<Type<?>> rawTypes(List<Type> types) {
        return types.stream().<Type<?>>map(type -> type).toList();
    }

    private void checkHidden(ObjectTypeDefinition type, InterfaceTypeDefinition implemented) {
        for (var field : type.getFieldDefinitions()) {
            var promised =
                    implemented.getFieldDefinitions().stream()
                            .anyMatch(each ->
                                    each.getName().equals(field.getName()) && !isHidden(each));
            if (promised && isHidden(field)) {
                problems.report(
                        field,
                        SchemaFile.coordinate(type, field),
                        "the field is hidden, but `%s` shows it".formatted(implemented.getName()),
                        "hide it in the interface too, or show it");
            }
        }
    }

    public static boolean isHidden(FieldDefinition field) {
        var attribute = Directives.find(field, "attribute");
        return attribute != null && Directives.isTrue(attribute, "hidden");
    }
}
