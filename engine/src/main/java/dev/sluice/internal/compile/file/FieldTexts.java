// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputValueDefinition;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the fields of a file are written, by their coordinates.
///
/// @param texts of the fields
/// @param given the variables in each field that are not its arguments
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
record FieldTexts(Map<String, String> texts, Map<String, Set<String>> given) {
    private static final Pattern REFERENCE = Pattern.compile("[$]([_A-Za-z][_0-9A-Za-z]*)");

    static FieldTexts of(Document document) {
        var all = new FieldTexts(new HashMap<>(), new HashMap<>());
        for (var definition : document.getDefinitions()) {
            if (definition instanceof ImplementingTypeDefinition<?> type) {
                type.getFieldDefinitions().forEach(field -> all.add(type.getName(), field));
            }
        }
        return all;
    }

    private void add(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        var text = AstPrinter.printAst(field);
        var arguments =
                field.getInputValueDefinitions().stream()
                        .map(InputValueDefinition::getName)
                        .toList();
        texts.merge(coordinate, text, String::concat);
        given.put(
                coordinate,
                REFERENCE
                        .matcher(text)
                        .results()
                        .map(each -> each.group(1))
                        .filter(name -> !arguments.contains(name))
                        .collect(Collectors.toSet()));
    }
}
