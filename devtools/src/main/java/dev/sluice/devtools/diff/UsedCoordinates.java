// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Collects what an operation uses of a schema: types, fields, arguments and input fields, as
/// coordinates. A variable may hold each field of its type, and `@include` and `@skip` are ignored.
final class UsedCoordinates {
    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    private UsedCoordinates(GraphQLSchema schema) {
        this.schema = schema;
    }

    /// @param document one operation and its fragments; valid for the schema
    static Set<String> of(GraphQLSchema schema, Document document) {
        var coordinates = new UsedCoordinates(schema);
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(each -> coordinates.fragments.put(each.getName(), each));
        var operation = document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        coordinates.selections(coordinates.root(operation), operation.getSelectionSet());
        return Set.copyOf(coordinates.used);
    }

    private GraphQLCompositeType root(OperationDefinition operation) {
        return operation.getOperation() == OperationDefinition.Operation.MUTATION
                ? Objects.requireNonNull(schema.getMutationType())
                : schema.getQueryType();
    }

    private void selections(GraphQLCompositeType type, @Nullable SelectionSet selections) {
        used.add(type.getName());
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field when field.getName().startsWith("__") -> {}
                case Field field -> field((GraphQLFieldsContainer) type, field);
                case InlineFragment inline -> {
                    var condition = inline.getTypeCondition();
                    selections(
                            condition == null ? type : named(condition.getName()),
                            inline.getSelectionSet());
                }
                case FragmentSpread spread -> {
                    var fragment = Objects.requireNonNull(fragments.get(spread.getName()));
                    selections(
                            named(fragment.getTypeCondition().getName()),
                            fragment.getSelectionSet());
                }
                default -> throw new IllegalArgumentException("unknown: " + selection);
            }
        }
    }

    private GraphQLCompositeType named(String type) {
        return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(type));
    }

    private void field(GraphQLFieldsContainer container, Field field) {
        var name = field.getName();
        var coordinate = container.getName() + "." + name;
        var definition = Objects.requireNonNull(container.getFieldDefinition(name), coordinate);
        used.add(coordinate);
        if (container instanceof GraphQLInterfaceType shared) {
            Objects.requireNonNull(schema.getImplementations(shared))
                    .forEach(type -> used.add(type.getName() + "." + name));
        }
        for (var argument : field.getArguments()) {
            used.add("%s(%s:)".formatted(coordinate, argument.getName()));
            var expected = Objects.requireNonNull(definition.getArgument(argument.getName()));
            input(expected.getType(), argument.getValue());
        }
        var answer = GraphQLTypeUtil.unwrapAll(definition.getType());
        used.add(answer.getName());
        if (answer instanceof GraphQLCompositeType composite) {
            selections(composite, field.getSelectionSet());
        }
    }

    /// @param value anything but an object can have each field of the type
    private void input(GraphQLType type, @Nullable Value<?> value) {
        GraphQLNamedSchemaElement named = GraphQLTypeUtil.unwrapAll(type);
        used.add(named.getName());
        if (!(named instanceof GraphQLInputObjectType object)) {
            return;
        }
        for (var field : object.getFields()) {
            var sent = value instanceof ObjectValue known ? sent(known, field.getName()) : value;
            var isSent = sent != null || !(value instanceof ObjectValue);
            if (isSent && used.add(object.getName() + "." + field.getName())) {
                input(field.getType(), sent);
            }
        }
    }

    private static @Nullable Value<?> sent(ObjectValue object, String field) {
        return object.getObjectFields().stream()
                .filter(each -> each.getName().equals(field))
                .findFirst()
                .<Value<?>>map(ObjectField::getValue)
                .orElse(null);
    }
}
