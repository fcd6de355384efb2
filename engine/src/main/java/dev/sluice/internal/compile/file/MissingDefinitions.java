// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.idl.ScalarInfo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Replaces definitions that were set aside with placeholders, so that the rest of the file can be
/// checked.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class MissingDefinitions {
    private static final Pattern ROOT = Pattern.compile("\\b(?:query|mutation)\\s*:\\s*\\w+");

    private final Document document;
    private final Consequences consequences;
    private final Set<String> composite;
    private final Set<String> taken;

    MissingDefinitions(Document document, Set<String> ours, Consequences consequences) {
        this.document = document;
        this.consequences = consequences;
        this.composite =
                names(definition ->
                        definition instanceof ObjectTypeDefinition
                                || definition instanceof InterfaceTypeDefinition
                                || definition instanceof UnionTypeDefinition);
        this.taken = new HashSet<>(ours);
        taken.addAll(names(_ -> true));
        taken.addAll(ScalarInfo.GRAPHQL_SPECIFICATION_SCALARS_DEFINITIONS.keySet());
    }

    private Set<String> names(Predicate<Definition> kind) {
        return document.getDefinitions().stream()
                .filter(kind)
                .filter(SDLNamedDefinition.class::isInstance)
                .map(definition -> ((SDLNamedDefinition<?>) definition).getName())
                .collect(toSet());
    }

    Document add(List<Piece> aside) {
        if (aside.isEmpty()) {
            return document;
        }
        var names = aside.stream().map(Piece::name).flatMap(Stream::ofNullable).collect(toSet());
        aside.forEach(consequences::aside);
        var definitions = new ArrayList<Definition>();
        for (var definition : document.getDefinitions()) {
            definitions.add(without(names, definition));
        }
        var text = aside.stream().map(this::standIn).collect(joining("\n"));
        if (!text.isBlank()) {
            definitions.addAll(parse(text));
        }
        return document.transform(to -> to.definitions(definitions));
    }

    /// Parses without positions, so that no problem points at a placeholder.
    private static List<Definition> parse(String text) {
        var environment =
                ParserEnvironment.newParserEnvironment()
                        .document(text)
                        .parserOptions(
                                ParserOptions.getDefaultSdlParserOptions()
                                        .transform(to -> to.captureSourceLocation(false)))
                        .build();
        return Parser.parse(environment).getDefinitions();
    }

    /// Returns the definition without the interfaces that were set aside.
    private Definition<?> without(Set<String> names, Definition<?> definition) {
        return switch (definition) {
            case SDLExtensionDefinition _ -> definition;
            case ObjectTypeDefinition type ->
                    type.transform(to -> to.implementz(others(names, type.getImplements())));
            case InterfaceTypeDefinition type ->
                    type.transform(to -> to.implementz(others(names, type.getImplements())));
            case UnionTypeDefinition union -> {
                if (others(names, union.getMemberTypes()).size() < union.getMemberTypes().size()) {
                    consequences.type(union.getName());
                }
                yield union;
            }
            default -> definition;
        };
    }

    private static List<Type> others(Set<String> names, List<Type> types) {
        return types.stream().filter(type -> !names.contains(((TypeName) type).getName())).toList();
    }

    private String standIn(Piece piece) {
        var name = piece.name();
        if (piece.keyword().equals("schema")) {
            var roots = ROOT.matcher(piece.source()).results().map(MatchResult::group).toList();
            return roots.isEmpty() ? "" : "schema { %s }".formatted(String.join(" ", roots));
        }
        if (name == null || !taken.add(name)) {
            return "";
        }
        return switch (piece.keyword()) {
            case "enum", "scalar" -> "scalar " + name;
            case "input" -> "input %s { _: ID }".formatted(name);
            case "directive" -> "";
            default -> "type %s { _: ID %s }".formatted(name, fields(piece));
        };
    }

    /// Returns one field for each type that the definition names, so that the type counts as used.
    private String fields(Piece piece) {
        return piece.words().stream()
                .filter(composite::contains)
                .map(type -> "_%1$s: %1$s".formatted(type))
                .collect(joining(" "));
    }
}
