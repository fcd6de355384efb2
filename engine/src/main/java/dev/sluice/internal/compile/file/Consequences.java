// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import dev.sluice.internal.schema.Problem;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Recognizes problems that only follow from another problem, which has been reported. They
/// disappear when that one is fixed, so the author need not read them.
final class Consequences {
    private static final Pattern WORD = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    private static final Pattern DIRECTIVE = Pattern.compile("@([_A-Za-z][_0-9A-Za-z]*)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`|'([^']*)'");

    private final Document document;
    private @Nullable FieldTexts fields;
    private final Set<String> broken = new HashSet<>();
    private final Set<String> incomplete = new HashSet<>();
    private final Set<String> keyless = new HashSet<>();
    private final Set<String> aside = new HashSet<>();

    /// The fields whose type was set aside.
    private final Set<String> untyped = new HashSet<>();

    private final List<Mention> mentions = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();

    /// A name whose definition may not be what its author means.
    ///
    /// @param of the type that has it, or "" if the name is a type's
    private record Mention(String name, String of) {}

    /// A part of the file that is not compiled.
    ///
    /// @param at the type or the field that has it
    /// @param words all names in it
    /// @param argument the argument's name, or "" if it is not an argument
    private record Removed(String at, Set<String> words, String argument) {}

    Consequences(Document document) {
        this.document = document;
    }

    /// Prints the fields when a problem needs them, because most files have none.
    private FieldTexts fields() {
        if (fields == null) {
            fields = FieldTexts.of(document);
        }
        return fields;
    }

    /// Marks a place: later problems at this place follow from the one reported.
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

    /// Marks a definition: later problems of this definition, or of a place that uses it, follow
    /// from its syntax error.
    void aside(Piece definition) {
        var name = definition.name();
        if (definition.keyword().equals("schema")) {
            removed.add(new Removed(SchemaFile.WHOLE, definition.words(), ""));
        } else if (name != null) {
            aside.add(name);
            broken(name);
            fields().texts()
                    .forEach((field, text) -> {
                        if (names(text, name)) {
                            untyped.add(field.substring(field.indexOf('.') + 1));
                        }
                    });
        }
    }

    boolean isAside(String name) {
        return aside.contains(name);
    }

    /// Marks a directive: later problems of anything that needs it follow from the one reported.
    ///
    /// @param coordinate the coordinate of the type or the field that has it
    void removed(String coordinate, Directive directive) {
        var name = directive.getName();
        if (name.equals("table")) {
            aside.add(coordinate);
        }
        if (name.equals("table") || name.equals("index")) {
            broken(coordinate);
            keyless.add(coordinate);
        }
        removed.add(new Removed(coordinate, words(AstPrinter.printAst(directive)), ""));
    }

    /// @param coordinate the coordinate of the type or the field that has it
    void removed(String coordinate, Argument argument) {
        removed.add(
                new Removed(coordinate, words(AstPrinter.printAst(argument)), argument.getName()));
    }

    /// Marks a place as incomplete: from now on, it is not known what the place uses, or what its
    /// directives provide to each other.
    void incomplete(String coordinate) {
        incomplete.add(coordinate);
        removed.add(
                new Removed(coordinate, fields().given().getOrDefault(coordinate, Set.of()), ""));
    }

    boolean isIncomplete(String coordinate) {
        return incomplete.contains(coordinate);
    }

    /// Marks a type: later problems that mention it follow from the one reported.
    void type(String name) {
        member("", name);
    }

    /// Marks a field or an argument: later problems that mention it, in a place that uses its type
    /// or field, follow from the one reported.
    ///
    /// @param of the type, or the coordinate of the field that takes the argument
    void member(String of, String name) {
        mentions.add(new Mention(name, of));
    }

    /// Returns whether a message quotes the name of a definition that was set aside.
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
                || fields().texts().getOrDefault(place, "").contains(part);
    }

    private boolean isSpelled(Set<String> names, String place) {
        var text = fields().texts().get(place);
        return text != null && names.stream().anyMatch(name -> names(text, name));
    }

    /// Returns whether a text names a type or its connection.
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
        var text = problem.fault() + " " + problem.fix();
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
