// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Constraint;

import graphql.language.Definition;
import graphql.language.Description;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Adds to the descriptions of a schema what clients cannot see otherwise: the constraints, the
/// error codes that the schema declares, the owners of types, and the budgets of root fields.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
record Descriptions(Catalog catalog) {

    Document complete() {
        var definitions = new ArrayList<Definition>();
        catalog.clientSchema()
                .getDefinitions()
                .forEach(definition -> definitions.add(complete(definition)));
        return catalog.clientSchema().transform(document -> document.definitions(definitions));
    }

    private Definition complete(Definition definition) {
        return switch (definition) {
            case ScalarTypeDefinition scalar ->
                    scalar.transform(builder ->
                            builder.description(
                                    longer(scalar.getDescription(), constraint(scalar.getName()))));
            case InputObjectTypeDefinition input ->
                    input.transform(builder ->
                            builder.inputValueDefinitions(
                                    input.getInputValueDefinitions().stream()
                                            .map(field ->
                                                    complete(
                                                            field,
                                                            input.getName()
                                                                    + "."
                                                                    + field.getName()))
                                            .toList()));
            case ObjectTypeDefinition type ->
                    type.transform(builder ->
                            builder.description(
                                            longer(type.getDescription(), owner(type.getName())))
                                    .fieldDefinitions(
                                            fields(type.getName(), type.getFieldDefinitions())));
            case InterfaceTypeDefinition type ->
                    type.transform(builder ->
                            builder.definitions(
                                    fields(type.getName(), type.getFieldDefinitions())));
            default -> definition;
        };
    }

    private List<FieldDefinition> fields(String type, List<FieldDefinition> fields) {
        return fields.stream().map(field -> field(type, field)).toList();
    }

    private FieldDefinition field(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        var arguments =
                field.getInputValueDefinitions().stream()
                        .map(argument ->
                                complete(
                                        argument,
                                        "%s(%s:)".formatted(coordinate, argument.getName())))
                        .toList();
        var description =
                longer(
                        longer(
                                longer(field.getDescription(), constraint(coordinate)),
                                errors(type, field.getName())),
                        budget(type, field.getName()));
        return field.transform(
                builder -> builder.description(description).inputValueDefinitions(arguments));
    }

    private InputValueDefinition complete(InputValueDefinition input, String coordinate) {
        var description = longer(input.getDescription(), constraint(coordinate));
        return input.transform(builder -> builder.description(description));
    }

    private String constraint(String coordinate) {
        Constraint constraint = catalog.constraints().get(coordinate);
        return constraint == null ? "" : new ConstraintText(constraint).sentences();
    }

    private String errors(String type, String field) {
        var declared = new DeclaredCodes(catalog).of(type, field);
        return declared.isEmpty() ? "" : "Errors: %s.".formatted(String.join(", ", declared));
    }

    private String owner(String type) {
        var team = catalog.owners().get(type);
        return team == null ? "" : "Owner: %s.".formatted(team);
    }

    private String budget(String type, String field) {
        var compiled = catalog.field(type, field);
        var budget = compiled == null ? null : compiled.budget();
        return budget == null
                ? ""
                : "99 of 100 requests take at most %s."
                        .formatted(Quantity.of(budget.toMillis(), "millisecond"));
    }

    private static @Nullable Description longer(@Nullable Description given, String more) {
        if (more.isEmpty()) {
            return given;
        }
        var text = given == null ? more : given.getContent().strip() + "\n\n" + more;
        return new Description(text, null, text.contains("\n") || text.contains("\""));
    }
}
