// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes valid operations of a client schema at random.
public final class RandomOperations {
    private final Map<String, ObjectTypeDefinition> objects = new HashMap<>();
    private final Map<String, UnionTypeDefinition> unions = new HashMap<>();
    private final Map<String, Function<Random, String>> arguments;
    private final Random random;

    /// @param arguments for each argument's name, a literal
    public RandomOperations(
            Document schema, Map<String, Function<Random, String>> arguments, Random random) {
        schema.getDefinitionsOfType(ObjectTypeDefinition.class)
                .forEach(type -> objects.put(type.getName(), type));
        schema.getDefinitionsOfType(UnionTypeDefinition.class)
                .forEach(type -> unions.put(type.getName(), type));
        this.arguments = arguments;
        this.random = random;
    }

    /// An operation of up to three root fields.
    ///
    /// @param depth levels of fields at the most
    public String next(int depth) {
        return selection("Query", depth, 1 + random.nextInt(3));
    }

    private String selection(String type, int depth, int fields) {
        var union = unions.get(type);
        if (union != null) {
            return union.getMemberTypes().stream()
                    .map(RandomOperations::name)
                    .map(member -> "... on " + member + selection(member, depth, fields))
                    .collect(Collectors.joining(" ", "{ __typename ", "}"));
        }
        var object = objects.get(type);
        if (object == null) {
            return "";
        }
        var selected = new StringBuilder("{ __typename");
        var possible = possible(object, depth);
        for (int i = 0; i < fields && !possible.isEmpty(); i++) {
            var field = possible.get(random.nextInt(possible.size()));
            selected.append(" a")
                    .append(random.nextInt(Integer.MAX_VALUE))
                    .append(": ")
                    .append(field.getName())
                    .append(arguments(field))
                    .append(selection(name(field.getType()), depth - 1, 1 + random.nextInt(3)));
        }
        return selected.append("}").toString();
    }

    private List<FieldDefinition> possible(ObjectTypeDefinition object, int depth) {
        return object.getFieldDefinitions().stream()
                .filter(field -> depth > 1 || isLeaf(name(field.getType())))
                .toList();
    }

    private boolean isLeaf(String type) {
        return !objects.containsKey(type) && !unions.containsKey(type);
    }

    private String arguments(FieldDefinition field) {
        var given =
                field.getInputValueDefinitions().stream()
                        .map(argument -> {
                            var literal = arguments.get(argument.getName());
                            return literal == null
                                    ? ""
                                    : argument.getName() + ": " + literal.apply(random);
                        })
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return given.isEmpty() ? "" : "(" + given + ")";
    }

    private static String name(Type<?> type) {
        return switch (type) {
            case NonNullType wrapped -> name(wrapped.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException("a type of no known form");
        };
    }
}
