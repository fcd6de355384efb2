// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

import dev.sluice.internal.compile.file.Types;

import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/// A schema without some of its fields, and without the types to which only these fields lead.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class VisibleSchema {
    private static final List<String> ROOTS = List.of("Query", "Mutation", "Subscription");

    private final List<Definition> definitions;
    private final Set<String> reached = new HashSet<>();
    private final Queue<TypeDefinition<?>> next = new ArrayDeque<>();

    private VisibleSchema(Document schema) {
        this.definitions = schema.getDefinitions();
    }

    /// @param hidden `Type.field` of each field to leave out; each type keeps at least one field
    public static Document of(Document schema, Collection<String> hidden) {
        return hidden.isEmpty() ? schema : within(schema, without(schema, hidden));
    }

    /// Returns another text of a schema without the same fields and types.
    ///
    /// @param visible the schema that `of` returned
    public static Document like(Document visible, Document schema, Collection<String> hidden) {
        return only(without(schema, hidden), names(visible));
    }

    private static Document within(Document whole, Document some) {
        var gone = new VisibleSchema(whole).reachable();
        gone.removeAll(new VisibleSchema(some).reachable());
        var kept = names(whole);
        kept.removeAll(gone);
        return only(some, kept);
    }

    private static Set<String> names(Document schema) {
        var names = new HashSet<String>();
        schema.getDefinitionsOfType(TypeDefinition.class)
                .forEach(type -> names.add(type.getName()));
        return names;
    }

    private static Document only(Document schema, Set<String> types) {
        var kept =
                schema.getDefinitions().stream()
                        .filter(definition ->
                                !(definition instanceof TypeDefinition<?> type)
                                        || types.contains(type.getName()))
                        .toList();
        return schema.transform(builder -> builder.definitions(kept));
    }

    private static Document without(Document schema, Collection<String> hidden) {
        var kept =
                schema.getDefinitions().stream()
                        .<Definition>map(definition ->
                                definition instanceof ObjectTypeDefinition type
                                        ? without(type, hidden)
                                        : definition)
                        .toList();
        return schema.transform(builder -> builder.definitions(kept));
    }

    private static ObjectTypeDefinition without(
            ObjectTypeDefinition type, Collection<String> hidden) {
        var fields =
                type.getFieldDefinitions().stream()
                        .filter(field -> !hidden.contains(type.getName() + "." + field.getName()))
                        .toList();
        return type.transform(builder -> builder.fieldDefinitions(fields));
    }

    /// Returns the names of the types to which a root type, or a directive, leads.
    private Set<String> reachable() {
        roots().forEach(this::reach);
        definitions.stream()
                .filter(DirectiveDefinition.class::isInstance)
                .flatMap(each -> ((DirectiveDefinition) each).getInputValueDefinitions().stream())
                .forEach(this::reach);
        for (var type = next.poll(); type != null; type = next.poll()) {
            follow(type);
        }
        return reached;
    }

    private Stream<String> roots() {
        return definitions.stream()
                .filter(SchemaDefinition.class::isInstance)
                .map(SchemaDefinition.class::cast)
                .findFirst()
                .map(schema ->
                        schema.getOperationTypeDefinitions().stream()
                                .map(OperationTypeDefinition::getTypeName)
                                .map(named -> named.getName()))
                .orElseGet(ROOTS::stream);
    }

    private void follow(TypeDefinition<?> type) {
        switch (type) {
            case ImplementingTypeDefinition<?> holder -> {
                holder.getFieldDefinitions().forEach(this::reach);
                holder.getImplements().forEach(this::reach);
                if (holder instanceof InterfaceTypeDefinition) {
                    implementing(holder.getName()).forEach(this::reach);
                }
            }
            case UnionTypeDefinition union -> union.getMemberTypes().forEach(this::reach);
            case InputObjectTypeDefinition input ->
                    input.getInputValueDefinitions().forEach(this::reach);
            default -> {}
        }
    }

    private Stream<String> implementing(String type) {
        return definitions.stream()
                .filter(ImplementingTypeDefinition.class::isInstance)
                .map(each -> (ImplementingTypeDefinition<?>) each)
                .filter(each ->
                        each.getImplements().stream().anyMatch(one -> name(one).equals(type)))
                .map(TypeDefinition::getName);
    }

    private void reach(FieldDefinition field) {
        reach(field.getType());
        field.getInputValueDefinitions().forEach(this::reach);
    }

    private void reach(InputValueDefinition input) {
        reach(input.getType());
    }

    private void reach(Type type) {
        reach(name(type));
    }

    private void reach(String name) {
        if (reached.add(name)) {
            definitions.stream()
                    .filter(TypeDefinition.class::isInstance)
                    .map(each -> (TypeDefinition<?>) each)
                    .filter(each -> each.getName().equals(name))
                    .forEach(next::add);
        }
    }

    private static String name(Type<?> type) {
        return Types.name(type);
    }
}
