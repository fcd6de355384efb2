// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLTypeUtil;

import java.util.Set;
import java.util.stream.Collectors;

/// The changes of the fields of an object type or an interface.
record FieldChanges(FoundChanges found, Removals removals) {

    void compare(GraphQLFieldsContainer before, GraphQLFieldsContainer after) {
        for (var field : before.getFieldDefinitions()) {
            var other = after.getFieldDefinition(field.getName());
            if (other == null) {
                found.add(removals.of(before.getName(), field.getName()));
            } else {
                compare(before.getName() + "." + field.getName(), field, other);
            }
        }
        for (var field : after.getFieldDefinitions()) {
            if (before.getFieldDefinition(field.getName()) == null) {
                found.safe(before.getName() + "." + field.getName(), "the field is new");
            }
        }
        if (before instanceof GraphQLImplementingType one
                && after instanceof GraphQLImplementingType other) {
            interfaces(one, other);
        }
    }

    private void compare(
            String coordinate, GraphQLFieldDefinition before, GraphQLFieldDefinition after) {
        if (!TypeRelation.spelled(before.getType()).equals(TypeRelation.spelled(after.getType()))) {
            var text = TypeRelation.change(before.getType(), after.getType());
            if (TypeRelation.isNarrower(after.getType(), before.getType())) {
                found.safe(coordinate, text);
            } else {
                found.breaking(coordinate, text);
            }
        }
        found.deprecation(coordinate, before.getDeprecationReason(), after.getDeprecationReason());
        for (var argument : before.getArguments()) {
            var at = "%s(%s:)".formatted(coordinate, argument.getName());
            var other = after.getArgument(argument.getName());
            if (other == null) {
                found.add(removals.ofInput(at, at, "the argument is removed"));
            } else {
                compare(coordinate, at, argument, other);
            }
        }
        for (var argument : after.getArguments()) {
            if (before.getArgument(argument.getName()) == null) {
                var at = "%s(%s:)".formatted(coordinate, argument.getName());
                if (isRequired(argument)) {
                    found.breaking(at, coordinate, "the argument is new, and required");
                } else {
                    found.safe(at, "the argument is new");
                }
            }
        }
    }

    private void compare(
            String field, String coordinate, GraphQLArgument before, GraphQLArgument after) {
        if (!TypeRelation.spelled(before.getType()).equals(TypeRelation.spelled(after.getType()))) {
            var text = TypeRelation.change(before.getType(), after.getType());
            if (TypeRelation.isNarrower(before.getType(), after.getType())) {
                found.safe(coordinate, text);
            } else {
                found.breaking(coordinate, isRequired(after) ? field : coordinate, text);
            }
        }
        found.initial(
                coordinate,
                field,
                TypeRelation.literal(before.getArgumentDefaultValue()),
                TypeRelation.literal(after.getArgumentDefaultValue()));
        found.deprecation(coordinate, before.getDeprecationReason(), after.getDeprecationReason());
    }

    private static boolean isRequired(GraphQLArgument argument) {
        return GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
    }

    private void interfaces(GraphQLImplementingType before, GraphQLImplementingType after) {
        var earlier = names(before);
        var later = names(after);
        earlier.stream()
                .filter(name -> !later.contains(name))
                .sorted()
                .forEach(name ->
                        found.breaking(
                                before.getName(), "it no longer implements `%s`".formatted(name)));
        later.stream()
                .filter(name -> !earlier.contains(name))
                .sorted()
                .forEach(name ->
                        found.dangerous(
                                before.getName(),
                                name,
                                "it implements `%s`: a client that does not know it can receive it as one"
                                        .formatted(name)));
    }

    private static Set<String> names(GraphQLImplementingType type) {
        return type.getInterfaces().stream()
                .map(GraphQLNamedSchemaElement::getName)
                .collect(Collectors.toSet());
    }
}
