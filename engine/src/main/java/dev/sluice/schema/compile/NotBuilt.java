// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.List;
import java.util.Set;

/// Refuses the parts of the schema language that this version does not carry out, rather than
/// ignore them.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class NotBuilt {
    private static final String REMEDY = "remove it until a version that carries it out";
    private static final Set<String> ON_FIELDS = Set.of("write");

    private final SchemaFile file;
    private final Problems problems;

    NotBuilt(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    void check() {
        var schema = file.schemaDefinition();
        if (schema != null) {
            refuse(schema.getDirectives("idempotency"), SchemaFile.WHOLE);
        }
        for (var type : file.objectTypes()) {
            checkFields(type);
        }
    }

    private void checkFields(ObjectTypeDefinition type) {
        for (var field : type.getFieldDefinitions()) {
            var coordinate = SchemaFile.coordinate(type, field);
            ON_FIELDS.forEach(name -> refuse(field.getDirectives(name), coordinate));
            refuseArgument(field, "getItem", "as", coordinate);
            if (!hasArgument(field, "getItem", "as")) {
                refuseArgument(field, "getItem", "type", coordinate);
            }
        }
    }

    private void refuse(List<Directive> directives, String coordinate) {
        if (!directives.isEmpty()) {
            var first = directives.getFirst();
            problems.report(
                    first, coordinate, "@" + first.getName() + " is not carried out yet", REMEDY);
        }
    }

    private void refuseArgument(
            DirectivesContainer<?> on, String directive, String argument, String coordinate) {
        var found = Directives.find(on, directive);
        var given = found == null ? null : found.getArgument(argument);
        if (given != null) {
            problems.report(
                    given,
                    coordinate,
                    "@%s(%s:) is not carried out yet".formatted(directive, argument),
                    REMEDY);
        }
    }

    /// Whether such a part decides what the field answers, so that one problem tells all.
    static boolean answers(FieldDefinition field) {
        return ON_FIELDS.stream().anyMatch(name -> Directives.has(field, name))
                || Directives.has(field, "resolver")
                || hasArgument(field, "getItem", "as")
                || hasArgument(field, "getItem", "type");
    }

    static boolean hasArgument(DirectivesContainer<?> on, String directive, String argument) {
        var found = Directives.find(on, directive);
        return found != null && found.getArgument(argument) != null;
    }
}
