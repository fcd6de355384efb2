// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.NodeUtil;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds the fields whose non-null argument, or a non-null field of its input object, gets null
/// from a variable. A default, of the argument or of the variable, makes such a document valid. The
/// null is then an error of this field only.
///
/// Source: GraphQL specification, section 6.4.1, "Coercing Field Arguments".
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class NullArguments {
    private final GraphQLSchema schema;
    private final Map<String, ? extends @Nullable Object> variables;
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Map<Field, String> fields = new HashMap<>();

    private NullArguments(
            GraphQLSchema schema,
            OperationDefinition operation,
            Map<String, ? extends @Nullable Object> variables) {
        this.schema = schema;
        this.variables = variables;
        for (var variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null
                    && !(variable.getDefaultValue() instanceof NullValue)) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        }
    }

    /// @param document the document without such nulls, so that the rest of it can be admitted
    /// @param fields of that document that fail, with the variable that is null
    record Found(Document document, Map<Field, String> fields) {}

    /// @param document valid
    /// @throws graphql.GraphQLException if the request does not name exactly one operation
    static Found in(GraphQLSchema schema, Document document, GraphQLRequest request) {
        Map<String, ? extends @Nullable Object> variables = request.variables();
        if (!variables.containsValue(null)) {
            return new Found(document, Map.of());
        }
        var operation =
                NodeUtil.getOperation(document, request.operationName()).operationDefinition;
        var nulls = new NullArguments(schema, operation, variables);
        var definitions = new ArrayList<Definition>();
        for (Definition<?> definition : document.getDefinitions()) {
            definitions.add(nulls.definition(definition));
        }
        return nulls.fields.isEmpty()
                ? new Found(document, Map.of())
                : new Found(
                        document.transform(builder -> builder.definitions(definitions)),
                        nulls.fields);
    }

    private Definition<?> definition(Definition<?> definition) {
        return switch (definition) {
            case OperationDefinition operation -> {
                var root =
                        switch (operation.getOperation()) {
                            case QUERY -> schema.getQueryType();
                            case MUTATION -> schema.getMutationType();
                            case SUBSCRIPTION -> schema.getSubscriptionType();
                        };
                var selected = selections(operation.getSelectionSet(), root);
                yield operation.transform(builder -> builder.selectionSet(selected));
            }
            case FragmentDefinition fragment -> {
                var selected =
                        selections(
                                fragment.getSelectionSet(),
                                schema.getType(fragment.getTypeCondition().getName()));
                yield fragment.transform(builder -> builder.selectionSet(selected));
            }
            default -> definition;
        };
    }

    private SelectionSet selections(SelectionSet set, @Nullable GraphQLType parent) {
        var type = (GraphQLCompositeType) Objects.requireNonNull(parent);
        var selections = new ArrayList<Selection<?>>();
        for (Selection<?> selection : set.getSelections()) {
            selections.add(
                    switch (selection) {
                        case Field field -> field(field, type);
                        case InlineFragment fragment -> {
                            var condition = fragment.getTypeCondition();
                            var selected =
                                    selections(
                                            fragment.getSelectionSet(),
                                            condition == null
                                                    ? type
                                                    : schema.getType(condition.getName()));
                            yield fragment.transform(builder -> builder.selectionSet(selected));
                        }
                        default -> selection;
                    });
        }
        return set.transform(builder -> builder.selections(selections));
    }

    private Field field(Field field, GraphQLCompositeType parent) {
        if (field.getName().startsWith("__")) {
            return field;
        }
        var definition = ((GraphQLFieldsContainer) parent).getFieldDefinition(field.getName());
        var inner = field.getSelectionSet();
        GraphQLOutputType type = definition.getType();
        var selected = inner == null ? null : selections(inner, GraphQLTypeUtil.unwrapAll(type));
        var refused =
                field.getArguments().stream()
                        .map(argument ->
                                violation(
                                        argument.getValue(),
                                        definition.getArgument(argument.getName()).getType()))
                        .flatMap(Optional::stream)
                        .findFirst();
        if (refused.isEmpty()) {
            return field.transform(builder -> builder.selectionSet(selected));
        }
        var arguments = new ArrayList<Argument>();
        for (var argument : field.getArguments()) {
            withoutNulls(argument.getValue())
                    .ifPresent(value ->
                            arguments.add(argument.transform(builder -> builder.value(value))));
        }
        var admitted =
                field.transform(builder -> builder.selectionSet(selected).arguments(arguments));
        fields.put(admitted, refused.get());
        return admitted;
    }

    /// Returns the variable that gives null to a non-null type.
    private Optional<String> violation(Value<?> value, GraphQLInputType type) {
        var inner = GraphQLTypeUtil.unwrapNonNull(type);
        return switch (value) {
            case VariableReference variable when isNull(variable) ->
                    GraphQLTypeUtil.isNonNull(type)
                            ? Optional.of(variable.getName())
                            : Optional.empty();
            case ArrayValue array when inner instanceof GraphQLList list -> {
                var element = (GraphQLInputType) list.getWrappedType();
                Optional<String> found = Optional.empty();
                for (Value<?> each : array.getValues()) {
                    found = found.or(() -> violation(each, element));
                }
                yield found;
            }
            case ObjectValue object when inner instanceof GraphQLInputObjectType input ->
                    object.getObjectFields().stream()
                            .map(field ->
                                    violation(
                                            field.getValue(),
                                            input.getField(field.getName()).getType()))
                            .flatMap(Optional::stream)
                            .findFirst();
            default -> Optional.empty();
        };
    }

    /// Replaces a null of the variable with the variable's own default. Returns empty if it has
    /// none, so that the default of the argument applies.
    private Optional<Value<?>> withoutNulls(Value<?> value) {
        return switch (value) {
            case VariableReference variable when isNull(variable) ->
                    Optional.ofNullable(defaults.get(variable.getName()));
            case ArrayValue array -> {
                var elements = new ArrayList<Value>();
                array.getValues()
                        .forEach(element ->
                                elements.add(withoutNulls(element).orElse(NullValue.of())));
                yield Optional.of(array.transform(builder -> builder.values(elements)));
            }
            case ObjectValue object -> {
                var members = new ArrayList<ObjectField>();
                for (var member : object.getObjectFields()) {
                    withoutNulls(member.getValue())
                            .ifPresent(given ->
                                    members.add(member.transform(builder -> builder.value(given))));
                }
                yield Optional.of(object.transform(builder -> builder.objectFields(members)));
            }
            default -> Optional.of(value);
        };
    }

    private boolean isNull(VariableReference variable) {
        return variables.containsKey(variable.getName())
                && variables.get(variable.getName()) == null;
    }
}
