// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.GraphQLError;
import graphql.GraphQLException;
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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Checks a file against GraphQL's own rules.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class TypeSystem {
    private static final String VALID_SDL = "follow the GraphQL type system";
    private static final String VALID_DIRECTIVE =
            "write the directive as docs/reference/language.md shows";
    private static final Pattern QUOTED = Pattern.compile("['\"`]([_A-Za-z][_0-9A-Za-z]*)");

    private final TypeDefinitionRegistry registry;
    private final Coordinates coordinates;
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Consequences consequences;
    private final Repairs repairs;
    private final Problems problems;

    TypeSystem(
            TypeDefinitionRegistry registry,
            Coordinates coordinates,
            Consequences consequences,
            Problems problems) {
        this.registry = registry;
        this.coordinates = coordinates;
        this.consequences = consequences;
        this.repairs = new Repairs(registry, consequences);
        this.problems = problems;
    }

    void check() {
        for (var type : List.copyOf(registry.types().values())) {
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
        unknown.forEach(repairs::define);
        new InputCycles(registry, problems).check().forEach(repairs::loosen);
        var repaired = true;
        while (repaired) {
            repaired = validate();
        }
    }

    private void checkNames(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        checkName(field.getType(), coordinate, type, field.getName());
        field.getInputValueDefinitions()
                .forEach(argument ->
                        checkName(argument.getType(), coordinate, coordinate, argument.getName()));
    }

    private void checkName(String type, InputValueDefinition field) {
        checkName(field.getType(), type + "." + field.getName(), type, field.getName());
    }

    /// @param of the type or the field that has the member
    private void checkName(Type<?> type, String coordinate, String of, String member) {
        var name = Types.name(type);
        if (registry.getTypeOrNull(name) == null
                && !registry.scalars().containsKey(name)
                && !ScalarInfo.isGraphqlSpecifiedScalar(name)) {
            problems.report(
                    type,
                    coordinate,
                    "there is no type `%s`".formatted(name),
                    NearNames.fix(name, known(), "define it in this file, or correct its name"));
            unknown.add(name);
            consequences.member(of, member);
        }
    }

    private Set<String> known() {
        var known = new TreeSet<>(registry.scalars().keySet());
        for (var type : registry.types().values()) {
            known.add(type.getName());
            if (Directives.has(type, "table")) {
                known.add(type.getName() + ConnectionTypes.SUFFIX);
            }
        }
        known.addAll(ScalarInfo.GRAPHQL_SPECIFICATION_SCALARS_DEFINITIONS.keySet());
        return known;
    }

    /// Reports what GraphQL does not allow, except problems that follow from others.
    ///
    /// @return whether something was repaired, so that another pass may find more
    private boolean validate() {
        var faulty = new LinkedHashSet<String>();
        try {
            checkSubscription(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
        } catch (SchemaProblem e) {
            e.getErrors().forEach(error -> report(error, faulty));
        } catch (InvalidSchemaException e) {
            String.valueOf(e.getMessage())
                    .lines()
                    .skip(1)
                    .forEach(message -> report(message, faulty));
        } catch (GraphQLException e) {
            if (e instanceof GraphQLError error) {
                report(error, faulty);
            } else {
                report(String.valueOf(e.getMessage()), faulty);
            }
        }
        var repaired = false;
        for (var coordinate : faulty) {
            repaired |= repairs.strip(coordinate);
        }
        return repaired;
    }

    private void checkSubscription(GraphQLSchema schema) {
        var subscription = schema.getSubscriptionType();
        if (subscription != null) {
            problems.report(
                    subscription.getDefinition(),
                    subscription.getName(),
                    "subscriptions need a connection that stays open, which an HTTP function cannot have",
                    "remove the subscription type");
            consequences.broken(subscription.getName());
        }
    }

    private void report(GraphQLError error, Set<String> faulty) {
        List<SourceLocation> at = error.getLocations();
        if (at == null || at.isEmpty() || at.getFirst().getLine() < 1) {
            report(String.valueOf(error.getMessage()), faulty);
        } else {
            report(at.getFirst(), String.valueOf(error.getMessage()), faulty);
        }
    }

    /// Reports the problem at the first type that the message names.
    private void report(String message, Set<String> faulty) {
        report(
                QUOTED.matcher(message)
                        .results()
                        .map(name ->
                                registry.getTypeOrNull(name.group(1), ObjectTypeDefinition.class))
                        .map(type -> type == null ? null : type.getSourceLocation())
                        .filter(location -> location != null && location.getLine() > 0)
                        .findFirst()
                        .orElse(null),
                message,
                faulty);
    }

    private void report(@Nullable SourceLocation at, String message, Set<String> faulty) {
        var coordinate = coordinates.at(at);
        if (consequences.isBroken(coordinate) || consequences.isOfAside(message)) {
            return;
        }
        problems.report(
                at,
                coordinate,
                Problems.sentence(message),
                message.contains("directive") ? VALID_DIRECTIVE : VALID_SDL);
        if (coordinate.contains(".") || message.contains("directive")) {
            faulty.add(coordinate);
        }
    }
}
