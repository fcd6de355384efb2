// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static java.util.stream.Collectors.joining;

import graphql.language.Argument;
import graphql.language.AstTransformer;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Checks each use of a directive against its definition. Reports what is wrong and removes it from
/// the document: an argument if the directive is valid without it, otherwise the directive.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class DirectiveUses extends NodeVisitorStub {
    private static final List<DirectiveDefinition> GRAPHQLS_OWN =
            List.of(
                    graphql.Directives.DEPRECATED_DIRECTIVE_DEFINITION,
                    graphql.Directives.SPECIFIED_BY_DIRECTIVE_DEFINITION,
                    graphql.Directives.ONE_OF_DIRECTIVE_DEFINITION);

    private final Document document;
    private final Coordinates coordinates;
    private final Map<String, DirectiveDefinition> definitions;
    private final LiteralTypes types;
    private final Consequences consequences;
    private final Problems problems;

    /// @param language the schema language's own definitions
    DirectiveUses(
            Document document,
            Document language,
            Coordinates coordinates,
            Consequences consequences,
            Problems problems) {
        this.document = document;
        this.coordinates = coordinates;
        this.definitions = new HashMap<>();
        GRAPHQLS_OWN.forEach(this::define);
        for (var each : List.of(document, language)) {
            each.getDefinitionsOfType(DirectiveDefinition.class).forEach(this::define);
        }
        this.types = new LiteralTypes(List.of(document, language));
        this.consequences = consequences;
        this.problems = problems;
    }

    private void define(DirectiveDefinition definition) {
        definitions.put(definition.getName(), definition);
    }

    /// Returns the document without what was reported.
    Document check() {
        return (Document) new AstTransformer().transform(document, this);
    }

    @Override
    public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
        var coordinate = coordinates.at(directive.getSourceLocation());
        var meant = meant(directive, coordinate, context);
        var definition = definitions.get(meant.getName());
        if (definition == null || !isAllowed(meant, definition, coordinate, context)) {
            return remove(directive, coordinate, context);
        }
        var sound = sound(meant, definition, coordinate);
        if (sound == null) {
            consequences.incomplete(coordinate);
            return remove(meant, coordinate, context);
        }
        return sound.equals(directive)
                ? TraversalControl.CONTINUE
                : TreeTransformerUtil.changeNode(context, sound);
    }

    private TraversalControl remove(
            Directive directive, String coordinate, TraverserContext<Node> context) {
        consequences.removed(coordinate, directive);
        return TreeTransformerUtil.deleteNode(context);
    }

    /// Returns the directive, or the one with a similar name that the author seems to mean.
    private Directive meant(
            Directive directive, String coordinate, TraverserContext<Node> context) {
        var name = directive.getName();
        if (definitions.containsKey(name) || consequences.isAside(name)) {
            return directive;
        }
        if (Subgraph.REFUSED.contains(name)) {
            problems.report(
                    directive,
                    coordinate,
                    "a subgraph of Sluice cannot have @%s".formatted(name),
                    "remove it; docs/how-to/federation.md shows what a subgraph can have");
            return directive;
        }
        problems.report(
                directive,
                coordinate,
                "there is no directive `@%s`".formatted(name),
                NearNames.fix(name, definitions.keySet(), "define it in this file, or remove it"));
        var near = NearNames.of(name, definitions.keySet());
        return near == null
                        || !places(Objects.requireNonNull(definitions.get(near)))
                                .contains(place(context))
                ? directive
                : directive.transform(to -> to.name(near));
    }

    private boolean isAllowed(
            Directive directive,
            DirectiveDefinition definition,
            String coordinate,
            TraverserContext<Node> context) {
        var place = place(context);
        var allowed = places(definition);
        if (!allowed.contains(place)) {
            problems.report(
                    directive,
                    coordinate,
                    "@%s is not allowed on %s".formatted(directive.getName(), place.noun()),
                    allowed.isEmpty()
                            ? "remove it"
                            : "write it on %s, or remove it"
                                    .formatted(
                                            allowed.stream()
                                                    .map(DirectivePlace::noun)
                                                    .collect(joining(" or "))));
            return false;
        }
        if (!definition.isRepeatable() && !isFirst(directive, context)) {
            problems.report(
                    directive,
                    coordinate,
                    "@%s is used here twice".formatted(directive.getName()),
                    "keep one of them: there can be only one @%s here"
                            .formatted(directive.getName()));
            return false;
        }
        return true;
    }

    private static boolean isFirst(Directive directive, TraverserContext<Node> context) {
        return ((DirectivesContainer<?>) context.getParentNode())
                .getDirectives().stream()
                        .filter(each -> each.getName().equals(directive.getName()))
                        .findFirst()
                        .map(first ->
                                Objects.equals(
                                        first.getSourceLocation(), directive.getSourceLocation()))
                        .orElse(true);
    }

    private static DirectivePlace place(TraverserContext<Node> context) {
        return DirectivePlace.of(
                context.getParentNode(), context.getParentContext().getParentNode());
    }

    private static List<DirectivePlace> places(DirectiveDefinition definition) {
        return DirectivePlace.named(
                definition.getDirectiveLocations().stream()
                        .map(DirectiveLocation::getName)
                        .toList());
    }

    /// Returns the directive with only the arguments that its definition has, or null if one of
    /// these is invalid or a required one is missing.
    private @Nullable Directive sound(
            Directive directive, DirectiveDefinition definition, String coordinate) {
        var before = problems.count();
        var sound = new LinkedHashMap<String, Argument>();
        var faulty = false;
        for (var argument : directive.getArguments()) {
            var meant = meant(argument, directive, definition, coordinate);
            var defined = find(definition, meant.getName());
            if (defined == null) {
                consequences.removed(coordinate, argument);
            } else if (sound.putIfAbsent(meant.getName(), meant) != null) {
                problems.report(
                        argument,
                        coordinate,
                        "@%s has the argument `%s` twice"
                                .formatted(directive.getName(), meant.getName()),
                        "keep one of them");
            } else {
                var faults = types.faults(meant.getName(), defined.getType(), meant.getValue());
                faults.forEach(fault ->
                        problems.report(
                                fault.at(),
                                coordinate,
                                "@%s: %s".formatted(directive.getName(), fault.fault()),
                                fault.fix()));
                faulty |= !faults.isEmpty();
            }
        }
        faulty |= lacksRequired(directive, definition, coordinate, sound.keySet());
        if (faulty) {
            return null;
        }
        return problems.count() == before
                ? directive
                : directive.transform(to -> to.arguments(List.copyOf(sound.values())));
    }

    /// Returns the argument, or the one with a similar name that the author seems to mean.
    private Argument meant(
            Argument argument,
            Directive directive,
            DirectiveDefinition definition,
            String coordinate) {
        var name = argument.getName();
        if (find(definition, name) != null) {
            return argument;
        }
        var known =
                definition.getInputValueDefinitions().stream()
                        .map(InputValueDefinition::getName)
                        .toList();
        problems.report(
                argument,
                coordinate,
                "@%s has no argument `%s`".formatted(directive.getName(), name),
                known.isEmpty()
                        ? "remove it"
                        : NearNames.fix(name, known, "name one of: " + String.join(", ", known)));
        var near = NearNames.of(name, known);
        return near == null || directive.getArgument(near) != null
                ? argument
                : argument.transform(to -> to.name(near));
    }

    /// Reports the required arguments that are missing.
    private boolean lacksRequired(
            Directive directive,
            DirectiveDefinition definition,
            String coordinate,
            Set<String> given) {
        var lacks = false;
        for (var defined : definition.getInputValueDefinitions()) {
            if (Types.isNonNull(defined.getType())
                    && defined.getDefaultValue() == null
                    && !given.contains(defined.getName())) {
                lacks = true;
                problems.report(
                        directive,
                        coordinate,
                        "@%s is missing the argument `%s`"
                                .formatted(directive.getName(), defined.getName()),
                        "add %s: %s"
                                .formatted(defined.getName(), types.example(defined.getType())));
            }
        }
        return lacks;
    }

    private static @Nullable InputValueDefinition find(
            DirectiveDefinition definition, String name) {
        return definition.getInputValueDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
