// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.schema.Catalog;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The changes between two schemas that clients see.
///
/// Source: GraphQL specification, September 2025, sections 3 (Type System) and 3.12 (Deprecation).
final class ContractChanges {
    private final Set<String> answered;
    private final Removals removals;
    private final FoundChanges found = new FoundChanges();

    /// @param answered the types that a response of the later schema can contain
    private ContractChanges(Set<String> answered, Removals removals) {
        this.answered = answered;
        this.removals = removals;
    }

    /// Returns the changes, the worst first, then by coordinate.
    ///
    /// @param on the day of the change
    static List<Change> of(Catalog earlier, Catalog later, LocalDate on) {
        var laterSchema = ApiSchema.of(later);
        var changes = new ContractChanges(answered(laterSchema), new Removals(earlier, on));
        var before = types(ApiSchema.of(earlier));
        var after = types(laterSchema);
        before.forEach((name, type) -> {
            var other = after.get(name);
            if (other == null) {
                changes.found.breaking(name, "the type is removed");
            } else {
                changes.compare(type, other);
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> changes.found.safe(name, "the type is new"));
        new FlagChanges(changes.found).compare(earlier, later);
        return changes.found.all().stream()
                .sorted(Comparator.comparing(Change::level).thenComparing(Change::coordinate))
                .toList();
    }

    private static Map<String, GraphQLNamedType> types(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .collect(
                        Collectors.toMap(
                                GraphQLNamedType::getName,
                                type -> type,
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static Set<String> answered(GraphQLSchema schema) {
        return types(schema).values().stream()
                .filter(GraphQLFieldsContainer.class::isInstance)
                .flatMap(type -> ((GraphQLFieldsContainer) type).getFieldDefinitions().stream())
                .map(field -> GraphQLTypeUtil.unwrapAll(field.getType()).getName())
                .collect(Collectors.toSet());
    }

    private void compare(GraphQLNamedType before, GraphQLNamedType after) {
        if (before instanceof GraphQLFieldsContainer one
                && after instanceof GraphQLFieldsContainer other
                && before.getClass().equals(after.getClass())) {
            new FieldChanges(found, removals).compare(one, other);
        } else if (before instanceof GraphQLInputObjectType one
                && after instanceof GraphQLInputObjectType other) {
            new InputChanges(found, removals).compare(one, other);
        } else if (before instanceof GraphQLEnumType one
                && after instanceof GraphQLEnumType other) {
            values(one, other);
        } else if (before instanceof GraphQLUnionType one
                && after instanceof GraphQLUnionType other) {
            members(one, other);
        } else if (before instanceof GraphQLScalarType one
                && after instanceof GraphQLScalarType other) {
            if (!Objects.equals(one.getSpecifiedByUrl(), other.getSpecifiedByUrl())) {
                found.dangerous(one.getName(), "the specification of the scalar is another one");
            }
        } else {
            found.breaking(before.getName(), "the type is of another kind");
        }
    }

    private void values(GraphQLEnumType before, GraphQLEnumType after) {
        var enumType = before.getName();
        for (var value : before.getValues()) {
            var coordinate = enumType + "." + value.getName();
            var other = after.getValue(value.getName());
            if (other == null) {
                found.add(removals.ofInput(coordinate, enumType, "the value is removed"));
            } else {
                found.deprecation(
                        coordinate, value.getDeprecationReason(), other.getDeprecationReason());
            }
        }
        var isAnswered = answered.contains(enumType);
        for (var value : after.getValues()) {
            if (before.getValue(value.getName()) == null) {
                var coordinate = enumType + "." + value.getName();
                if (isAnswered) {
                    found.dangerous(
                            coordinate,
                            enumType,
                            "the value is new: a client that does not know it can receive it");
                } else {
                    found.safe(coordinate, "the value is new");
                }
            }
        }
    }

    private void members(GraphQLUnionType before, GraphQLUnionType after) {
        var union = before.getName();
        var earlierMembers = names(before);
        var laterMembers = names(after);
        Stream.concat(earlierMembers.stream(), laterMembers.stream())
                .distinct()
                .sorted()
                .forEach(member -> {
                    if (!laterMembers.contains(member)) {
                        found.breaking(union, "`%s` is no longer a member".formatted(member));
                    } else if (!earlierMembers.contains(member)) {
                        found.dangerous(
                                union,
                                "`%s` is a new member: a client that does not know it can receive it"
                                        .formatted(member));
                    }
                });
    }

    private static Set<String> names(GraphQLUnionType union) {
        return union.getTypes().stream().map(GraphQLNamedType::getName).collect(Collectors.toSet());
    }
}
