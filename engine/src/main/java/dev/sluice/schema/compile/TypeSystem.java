// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SourceLocation;
import graphql.language.Type;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.schema.idl.errors.SchemaProblem;
import graphql.schema.validation.InvalidSchemaException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// Holds a file against GraphQL's own rules.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class TypeSystem {
    private static final String VALID_SDL = "follow the GraphQL type system";
    private static final String VALID_DIRECTIVE =
            "write the directive as docs/reference/language.md shows";
    private static final Pattern QUOTED = Pattern.compile("['\"`]([_A-Za-z][_0-9A-Za-z]*)");

    private final TypeDefinitionRegistry registry;
    private final Coordinates coordinates;
    private final Problems problems;

    TypeSystem(TypeDefinitionRegistry registry, Document document, Problems problems) {
        this.registry = registry;
        this.coordinates = new Coordinates(document);
        this.problems = problems;
    }

    void check() {
        var before = problems.count();
        for (var type : registry.types().values()) {
            checkTwice(type, type.getName());
            switch (type) {
                case ImplementingTypeDefinition<?> fields ->
                        fields.getFieldDefinitions()
                                .forEach(field -> checkNames(fields.getName(), field));
                case InputObjectTypeDefinition input ->
                        input.getInputValueDefinitions()
                                .forEach(field -> checkName(input.getName(), field));
                default -> {}
            }
        }
        new InputCycles(registry, problems).check();
        if (problems.count() == before) {
            validate();
        }
    }

    private void checkNames(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        checkTwice(field, coordinate);
        checkName(field.getType(), coordinate);
        field.getInputValueDefinitions()
                .forEach(argument -> checkName(argument.getType(), coordinate));
    }

    private void checkName(String type, InputValueDefinition field) {
        checkName(field.getType(), type + "." + field.getName());
    }

    private void checkName(Type<?> type, String coordinate) {
        var name = Types.name(type);
        if (registry.getTypeOrNull(name) == null
                && !registry.scalars().containsKey(name)
                && !ScalarInfo.isGraphqlSpecifiedScalar(name)) {
            problems.report(
                    type,
                    coordinate,
                    "there is no type `%s`".formatted(name),
                    "define it in this file, or correct its name");
        }
    }

    private void checkTwice(DirectivesContainer<?> on, String coordinate) {
        on.getDirectivesByName()
                .forEach((name, directives) -> {
                    var definition = registry.getDirectiveDefinition(name).orElse(null);
                    if (directives.size() > 1 && definition != null && !definition.isRepeatable()) {
                        problems.report(
                                directives.get(1),
                                coordinate,
                                "@%s stands here twice".formatted(name),
                                "keep one of them");
                    }
                });
    }

    private void validate() {
        try {
            checkSubscription(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
        } catch (SchemaProblem e) {
            e.getErrors().forEach(this::report);
        } catch (InvalidSchemaException e) {
            String.valueOf(e.getMessage()).lines().skip(1).forEach(this::report);
        } catch (GraphQLException e) {
            if (e instanceof GraphQLError error) {
                report(error);
            } else {
                report(String.valueOf(e.getMessage()));
            }
        }
    }

    private void checkSubscription(GraphQLSchema schema) {
        var subscription = schema.getSubscriptionType();
        if (subscription != null) {
            problems.report(
                    subscription.getDefinition(),
                    subscription.getName(),
                    "subscriptions need a connection that an HTTP function does not hold",
                    "remove the subscription type");
        }
    }

    private void report(GraphQLError error) {
        List<SourceLocation> at = error.getLocations();
        if (at == null || at.isEmpty() || at.getFirst().getLine() < 1) {
            report(String.valueOf(error.getMessage()));
        } else {
            report(at.getFirst(), String.valueOf(error.getMessage()));
        }
    }

    /// Points at the first type that the message names.
    private void report(String message) {
        report(
                QUOTED.matcher(message)
                        .results()
                        .map(name ->
                                registry.getTypeOrNull(name.group(1), ObjectTypeDefinition.class))
                        .map(type -> type == null ? null : type.getSourceLocation())
                        .filter(location -> location != null && location.getLine() > 0)
                        .findFirst()
                        .orElse(null),
                message);
    }

    private void report(@Nullable SourceLocation at, String message) {
        problems.report(
                at,
                coordinates.at(at),
                Problems.sentence(message),
                message.contains("directive") ? VALID_DIRECTIVE : VALID_SDL);
    }
}
