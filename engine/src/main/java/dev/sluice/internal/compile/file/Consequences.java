// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import dev.sluice.internal.schema.Problem;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells the problems that only follow from another one, which has been reported. They disappear
/// with it, so an author need not read them.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class Consequences {
    private static final Pattern WORD = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    private static final Pattern DIRECTIVE = Pattern.compile("@([_A-Za-z][_0-9A-Za-z]*)");
    private static final Pattern REFERENCE = Pattern.compile("[$]([_A-Za-z][_0-9A-Za-z]*)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`|'([^']*)'");

    private final Set<String> broken = new HashSet<>();
    private final Set<String> incomplete = new HashSet<>();
    private final Set<String> keyless = new HashSet<>();
    private final Set<String> aside = new HashSet<>();

    /// Fields whose type was set aside.
    private final Set<String> untyped = new HashSet<>();

    private final List<Mention> mentions = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private final Map<String, String> spelled = new HashMap<>();

    /// The variables of a field that are none of its arguments.
    private final Map<String, Set<String>> given = new HashMap<>();

    /// A name whose definition is not what its author means it to be.
    ///
    /// @param of the type that has it, or "" where the name is a type's
    private record Mention(String name, String of) {}

    /// A part of the file that is not compiled.
    ///
    /// @param at the type or the field that has it
    /// @param words all that it names
    /// @param argument the argument's name, or "" where it is no argument
    private record Removed(String at, Set<String> words, String argument) {}

    Consequences(Document document) {
        for (var definition : document.getDefinitions()) {
            if (definition instanceof ImplementingTypeDefinition<?> type) {
                type.getFieldDefinitions().forEach(field -> spell(type.getName(), field));
            }
        }
    }

    private void spell(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        spelled.merge(coordinate, print(field), String::concat);
        var variables = REFERENCE.matcher(print(field)).results().map(each -> each.group(1));
        var arguments =
                field.getInputValueDefinitions().stream()
                        .map(InputValueDefinition::getName)
                        .toList();
        given.put(
                coordinate,
                variables.filter(name -> !arguments.contains(name)).collect(Collectors.toSet()));
    }

    private static String print(Node<?> node) {
        return AstPrinter.printAst(node);
    }

    /// Whatever is said of this place hereafter follows from its problem.
    ///
    /// @param coordinate `Type` or `Type.field`
    void broken(String coordinate) {
        broken.add(coordinate);
        var dot = coordinate.indexOf('.');
        if (dot < 0) {
            type(coordinate);
        } else {
            member(coordinate.substring(0, dot), coordinate.substring(dot + 1));
        }
    }

    boolean isBroken(String coordinate) {
        return broken.contains(coordinate);
    }

    /// Whatever is said of this definition, or where it plays a part, follows from its syntax
    /// error.
    void aside(Piece definition) {
        var name = definition.name();
        if (definition.keyword().equals("schema")) {
            removed.add(new Removed(SchemaFile.WHOLE, definition.words(), ""));
        } else if (name != null) {
            aside.add(name);
            broken(name);
            spelled.forEach((field, text) -> {
                if (names(text, name)) {
                    untyped.add(field.substring(field.indexOf('.') + 1));
                }
            });
        }
    }

    boolean isAside(String name) {
        return aside.contains(name);
    }

    /// Whatever needs this directive or argument hereafter follows from its problem.
    ///
    /// @param coordinate of the type or the field that has it
    void removed(String coordinate, Directive directive) {
        var name = directive.getName();
        if (name.equals("table")) {
            aside.add(coordinate);
        }
        if (name.equals("table") || name.equals("index")) {
            broken(coordinate);
            keyless.add(coordinate);
        }
        removed.add(new Removed(coordinate, words(print(directive)), ""));
    }

    /// @param coordinate of the type or the field that has it
    void removed(String coordinate, Argument argument) {
        removed.add(new Removed(coordinate, words(print(argument)), argument.getName()));
    }

    /// What is used at this place, and what its directives give to each other, cannot be told
    /// hereafter.
    void incomplete(String coordinate) {
        incomplete.add(coordinate);
        removed.add(new Removed(coordinate, given.getOrDefault(coordinate, Set.of()), ""));
    }

    boolean isIncomplete(String coordinate) {
        return incomplete.contains(coordinate);
    }

    /// Whatever is said of this type hereafter follows from its problem.
    void type(String name) {
        member("", name);
    }

    /// Whatever is said hereafter of this field or argument, where its type or field plays a part.
    ///
    /// @param of the type, or the coordinate of the field that takes the argument
    void member(String of, String name) {
        mentions.add(new Mention(name, of));
    }

    /// Whether a message quotes the name of a definition that was set aside.
    boolean isOfAside(String message) {
        return quoted(message).stream().anyMatch(aside::contains);
    }

    private static Set<String> quoted(String message) {
        return QUOTED.matcher(message)
                .results()
                .flatMap(each -> words(each.group()).stream())
                .collect(Collectors.toSet());
    }

    boolean include(Problem problem) {
        var place = problem.coordinate();
        var quoted = quoted(problem.fault());
        return broken.contains(place)
                || aside.contains(place.replaceFirst("[.].*", ""))
                || isSpelled(aside, place)
                || isSpelled(keyless, place)
                || isSpelled(untyped, place)
                || untyped.stream().anyMatch(quoted::contains)
                || mentions.stream()
                        .anyMatch(mention ->
                                quoted.contains(mention.name()) && plays(mention.of(), place))
                || removed.stream().anyMatch(part -> needs(problem, part, quoted));
    }

    private boolean plays(String part, String place) {
        return place.equals(part)
                || place.startsWith(part + ".")
                || spelled.getOrDefault(place, "").contains(part);
    }

    private boolean isSpelled(Set<String> names, String place) {
        var text = spelled.get(place);
        return text != null && names.stream().anyMatch(name -> names(text, name));
    }

    /// Whether a text names a type, or a page of it.
    private static boolean names(String text, String type) {
        var words = words(text);
        return words.contains(type) || words.contains(type + ConnectionTypes.SUFFIX);
    }

    private static boolean needs(Problem problem, Removed part, Set<String> quoted) {
        var at = part.at();
        var near =
                at.equals(SchemaFile.WHOLE)
                        || problem.coordinate().equals(at)
                        || problem.coordinate().startsWith(at + ".")
                        || quoted.contains(at.replaceFirst(".*[.]", ""));
        var text = problem.fault() + " " + problem.remedy();
        var directives =
                DIRECTIVE
                        .matcher(text)
                        .results()
                        .map(each -> each.group(1))
                        .collect(Collectors.toSet());
        var named =
                part.words().stream()
                        .anyMatch(word -> quoted.contains(word) || directives.contains(word));
        return (near && named)
                || (problem.coordinate().equals(at) && words(text).contains(part.argument()));
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
