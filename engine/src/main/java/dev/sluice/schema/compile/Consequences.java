// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Problem;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.Node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells the problems that only follow from another one, which has been reported. They disappear
/// with it, so an author need not read them.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class Consequences {
    private final Set<String> broken = new HashSet<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Map<String, String> spelled = new HashMap<>();

    /// A name whose definition is not what its author means it to be.
    ///
    /// @param of the type that has it, or "" where the name is a type's
    private record Mention(Pattern name, String of) {}

    Consequences(Document document) {
        for (var definition : document.getDefinitions()) {
            if (definition instanceof ImplementingTypeDefinition<?> type) {
                type.getFieldDefinitions().forEach(field -> spell(type.getName(), field));
            }
        }
    }

    private void spell(String type, FieldDefinition field) {
        spelled.merge(type + "." + field.getName(), print(field), String::concat);
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

    /// Whatever is said of this type hereafter follows from its problem.
    void type(String name) {
        mentions.add(new Mention(quoted(name), ""));
    }

    /// Whatever is said hereafter of this field or argument, where its type or field plays a part.
    ///
    /// @param of the type, or the coordinate of the field that takes the argument
    void member(String of, String name) {
        mentions.add(new Mention(quoted(name), of));
    }

    private static Pattern quoted(String name) {
        return Pattern.compile("`[^`]*(?<![A-Za-z0-9_])%s(?![A-Za-z0-9_])[^`]*`".formatted(name));
    }

    boolean include(Problem problem) {
        var place = problem.coordinate();
        return broken.contains(place)
                || mentions.stream()
                        .anyMatch(mention ->
                                mention.name().matcher(problem.fault()).find()
                                        && plays(mention.of(), place));
    }

    private boolean plays(String part, String place) {
        return place.equals(part)
                || place.startsWith(part + ".")
                || spelled.getOrDefault(place, "").contains(part);
    }
}
