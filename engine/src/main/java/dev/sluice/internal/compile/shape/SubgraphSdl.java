// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.TypeDefinition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the schema of a subgraph, from which a supergraph is composed.
///
/// Source: Apollo Federation Subgraph Specification, `_Service.sdl`.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class SubgraphSdl {
    private static final Pattern USED = Pattern.compile("@([a-z]+)");

    private SubgraphSdl() {}

    /// @param keys returns the fields of a `@key`, for the type that has it
    public static String of(
            SchemaFile file, BiFunction<ObjectTypeDefinition, Directive, List<String>> keys) {
        var stripped = new HashSet<>(SchemaFile.ofLanguage(DirectiveDefinition.class));
        stripped.removeAll(Subgraph.DIRECTIVES);
        stripped.add("link");
        var definitions = new ArrayList<String>();
        for (var definition : new ClientSchema(file, stripped).compile().getDefinitions()) {
            if (!isGenerated(definition)) {
                definitions.add(
                        AstPrinter.printAst(
                                definition instanceof ObjectTypeDefinition type
                                        ? entity(file, type, keys)
                                        : definition));
            }
        }
        var body = String.join("\n\n", definitions);
        return link(file, body) + "\n\n" + body + "\n";
    }

    private static boolean isGenerated(Definition<?> definition) {
        return definition instanceof TypeDefinition<?> type
                && Subgraph.TYPES.contains(type.getName());
    }

    /// Several subgraphs have the same types of pages.
    private static ObjectTypeDefinition entity(
            SchemaFile file,
            ObjectTypeDefinition type,
            BiFunction<ObjectTypeDefinition, Directive, List<String>> keys) {
        var directives = new ArrayList<Directive>();
        for (var directive : type.getDirectives()) {
            directives.add(
                    directive.getName().equals("key")
                            ? key(directive, keys.apply(type, directive))
                            : directive);
        }
        if (ConnectionTypes.isPaging(file.registry(), type.getName())
                && !type.hasDirective("shareable")) {
            directives.add(Directive.newDirective().name("shareable").build());
        }
        var fields =
                type.getFieldDefinitions().stream()
                        .filter(field ->
                                !Set.of(Subgraph.ENTITIES, Subgraph.SERVICE)
                                        .contains(field.getName()))
                        .toList();
        return type.transform(builder -> builder.directives(directives).fieldDefinitions(fields));
    }

    private static Directive key(Directive directive, List<String> fields) {
        var arguments = new ArrayList<Argument>();
        arguments.add(
                Argument.newArgument("fields", StringValue.of(String.join(" ", fields))).build());
        directive.getArguments().stream()
                .filter(argument -> argument.getName().equals("resolvable"))
                .forEach(arguments::add);
        return directive.transform(builder -> builder.arguments(arguments));
    }

    private static String link(SchemaFile file, String body) {
        var used = new TreeSet<String>();
        USED.matcher(body)
                .results()
                .map(each -> each.group(1))
                .filter(Subgraph.DIRECTIVES::contains)
                .forEach(used::add);
        return "extend schema @link(url: \"%s\", import: [%s])"
                .formatted(
                        file.link() == null ? Subgraph.NEWEST : file.link(),
                        used.stream()
                                .map(name -> "\"@" + name + "\"")
                                .collect(Collectors.joining(", ")));
    }
}
