// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.RequestLimits;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.AstTransformer;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The variables of an operation, some of them unknown.
///
/// @param values coerced; an `UnknownVariable` if a variable has neither a value nor a default
/// @param unknown in the order in which the operation declares them
record WorstCase(Map<String, Object> values, List<String> unknown) {
    private static final Set<String> CONDITIONS = Set.of("include", "skip");

    /// @param variables JSON values by name
    /// @throws graphql.GraphQLException if a value does not fit its type
    static WorstCase of(
            GraphQLSchema schema, OperationDefinition operation, Map<String, Object> variables) {
        var known = new ArrayList<VariableDefinition>();
        var unknown = new ArrayList<VariableDefinition>();
        for (var variable : operation.getVariableDefinitions()) {
            var isKnown =
                    variable.getDefaultValue() != null || variables.containsKey(variable.getName());
            (isKnown ? known : unknown).add(variable);
        }
        var values =
                new HashMap<>(
                        ValuesResolver.coerceVariableValues(
                                        schema,
                                        known,
                                        RawVariables.of(variables),
                                        GraphQLContext.getDefault(),
                                        Locale.ROOT)
                                .toMap());
        unknown.forEach(variable -> values.put(variable.getName(), unknown(variable, schema)));
        return new WorstCase(values, unknown.stream().map(VariableDefinition::getName).toList());
    }

    /// graphql-java accepts only a map for an input object.
    private static Object unknown(VariableDefinition variable, GraphQLSchema schema) {
        var type =
                variable.getType() instanceof NonNullType given
                        ? given.getType()
                        : variable.getType();
        return type instanceof TypeName named
                        && schema.getType(named.getName()) instanceof GraphQLInputObjectType
                ? Map.of()
                : new UnknownVariable(variable.getName());
    }

    ExecutableNormalizedOperation normalized(
            GraphQLSchema schema,
            Document document,
            OperationDefinition operation,
            RequestLimits limits) {
        return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(
                schema,
                unconditional(operation),
                document.getDefinitionsOfType(FragmentDefinition.class).stream()
                        .map(this::unconditional)
                        .collect(
                                Collectors.toMap(FragmentDefinition::getName, Function.identity())),
                CoercedVariables.of(values),
                Admission.options(limits));
    }

    /// Returns the definition without conditions that depend on an unknown variable.
    @SuppressWarnings({"rawtypes", "unchecked"})
    private <T extends Node<?>> T unconditional(T definition) {
        var visitor =
                new NodeVisitorStub() {
                    @Override
                    public TraversalControl visitDirective(
                            Directive directive, TraverserContext<Node> context) {
                        return isUnknown(directive)
                                ? TreeTransformerUtil.deleteNode(context)
                                : TraversalControl.CONTINUE;
                    }
                };
        return (T) new AstTransformer().transform(definition, visitor);
    }

    private boolean isUnknown(Directive directive) {
        var condition = directive.getArgument("if");
        return CONDITIONS.contains(directive.getName())
                && condition != null
                && condition.getValue() instanceof VariableReference variable
                && unknown.contains(variable.getName());
    }
}
