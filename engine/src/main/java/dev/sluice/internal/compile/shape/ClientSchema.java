// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import static java.util.stream.Collectors.toSet;

import dev.sluice.internal.compile.file.SchemaFile;

import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Creates the schema that clients see: without the language's directives and hidden fields.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class ClientSchema {
    private static final Set<String> OURS = SchemaFile.ofLanguage(DirectiveDefinition.class);

    /// The types that only the language's own directives use.
    private static final Set<String> OUR_TYPES =
            SchemaFile.ofLanguage(InputObjectTypeDefinition.class);

    /// The types that a schema can use, too.
    private static final Set<String> OUR_LEAVES =
            SchemaFile.ofLanguage(ScalarTypeDefinition.class, EnumTypeDefinition.class);

    private final SchemaFile file;
    private final Set<String> stripped;

    public ClientSchema(SchemaFile file) {
        this(file, OURS);
    }

    /// @param stripped the directives to leave out
    ClientSchema(SchemaFile file, Set<String> stripped) {
        this.file = file;
        this.stripped = stripped;
    }

    public Document compile() {
        var definitions = new ArrayList<Definition>();
        file.registry().schemaDefinition().ifPresent(each -> definitions.add(strip(each)));
        for (var definition : namedDefinitions(file.registry())) {
            definitions.add((Definition<?>) strip(definition));
        }
        var used = definitions.stream().flatMap(ClientSchema::typeNames).collect(toSet());
        definitions.removeIf(definition ->
                definition instanceof TypeDefinition<?> type
                        && OUR_LEAVES.contains(type.getName())
                        && !used.contains(type.getName()));
        return Document.newDocument().definitions(definitions).build();
    }

    /// Returns the names of the types that a node refers to.
    private static Stream<String> typeNames(Node<?> node) {
        return node instanceof TypeName type
                ? Stream.of(type.getName())
                : node.getChildren().stream().flatMap(ClientSchema::typeNames);
    }

    private static List<SDLDefinition<?>> namedDefinitions(TypeDefinitionRegistry registry) {
        var all = new ArrayList<SDLDefinition<?>>();
        registry.types().values().stream()
                .filter(type -> !OUR_TYPES.contains(type.getName()))
                .forEach(all::add);
        registry.scalars().values().stream()
                .filter(scalar -> !ScalarInfo.isGraphqlSpecifiedScalar(scalar.getName()))
                .forEach(all::add);
        registry.getDirectiveDefinitions().values().stream()
                .filter(directive -> !OURS.contains(directive.getName()))
                .forEach(all::add);
        return all;
    }

    private SchemaDefinition strip(SchemaDefinition schema) {
        return schema.transform(builder -> builder.directives(kept(schema.getDirectives())));
    }

    private SDLDefinition<?> strip(SDLDefinition<?> definition) {
        return switch (definition) {
            case ObjectTypeDefinition type ->
                    type.transform(builder ->
                            builder.directives(kept(type.getDirectives()))
                                    .fieldDefinitions(fields(type.getFieldDefinitions())));
            case InterfaceTypeDefinition type ->
                    type.transform(builder ->
                            builder.directives(kept(type.getDirectives()))
                                    .definitions(fields(type.getFieldDefinitions())));
            case InputObjectTypeDefinition type ->
                    type.transform(builder ->
                            builder.directives(kept(type.getDirectives()))
                                    .inputValueDefinitions(
                                            inputs(type.getInputValueDefinitions())));
            case ScalarTypeDefinition type ->
                    type.transform(builder -> builder.directives(kept(type.getDirectives())));
            case EnumTypeDefinition type ->
                    type.transform(builder ->
                            builder.directives(kept(type.getDirectives()))
                                    .enumValueDefinitions(values(type)));
            case UnionTypeDefinition type ->
                    type.transform(builder -> builder.directives(kept(type.getDirectives())));
            default -> definition;
        };
    }

    private List<EnumValueDefinition> values(EnumTypeDefinition type) {
        return type.getEnumValueDefinitions().stream()
                .map(value ->
                        value.transform(builder ->
                                builder.directives(
                                        SunsetNotice.in(value, kept(value.getDirectives())))))
                .toList();
    }

    private List<FieldDefinition> fields(List<FieldDefinition> fields) {
        return fields.stream()
                .filter(field -> !Placement.isHidden(field))
                .map(field ->
                        field.transform(builder ->
                                builder.directives(
                                                SunsetNotice.in(field, kept(field.getDirectives())))
                                        .inputValueDefinitions(
                                                inputs(field.getInputValueDefinitions()))))
                .toList();
    }

    private List<InputValueDefinition> inputs(List<InputValueDefinition> inputs) {
        return inputs.stream()
                .map(input ->
                        input.transform(builder ->
                                builder.directives(
                                        SunsetNotice.in(input, kept(input.getDirectives())))))
                .toList();
    }

    static boolean isOurs(Directive directive) {
        return OURS.contains(directive.getName());
    }

    private List<Directive> kept(List<Directive> directives) {
        return directives.stream().filter(each -> !stripped.contains(each.getName())).toList();
    }
}
