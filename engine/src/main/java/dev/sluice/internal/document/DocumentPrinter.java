// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints definitions as graphql-js 16 does, and adds `__typename` where clients' caches add it.
///
/// Two things can differ, because the syntax tree does not keep how they were written: block
/// strings are printed as plain strings, and numbers with an exponent may be printed in another
/// notation.
final class DocumentPrinter {
    private static final int LONGEST_LINE = 80;

    private DocumentPrinter() {}

    static String operation(OperationDefinition operation) {
        return operation.getOperation().name().toLowerCase(Locale.ROOT)
                + " "
                + operation.getName()
                + list(operation.getVariableDefinitions(), DocumentPrinter::variable)
                + directives(operation.getDirectives())
                + " "
                + block(selections(operation.getSelectionSet()));
    }

    static String fragment(FragmentDefinition fragment) {
        return "fragment "
                + fragment.getName()
                + " on "
                + fragment.getTypeCondition().getName()
                + directives(fragment.getDirectives())
                + " "
                + nested(fragment.getSelectionSet());
    }

    private static String variable(VariableDefinition variable) {
        var absent = variable.getDefaultValue();
        return "$"
                + variable.getName()
                + ": "
                + AstPrinter.printAst(variable.getType())
                + (absent == null ? "" : " = " + value(absent))
                + directives(variable.getDirectives());
    }

    private static String selections(SelectionSet set) {
        return set.getSelections().stream()
                .map(DocumentPrinter::selection)
                .collect(Collectors.joining("\n"));
    }

    private static String nested(SelectionSet set) {
        var hasTypename =
                set.getSelections().stream()
                        .anyMatch(selection ->
                                selection instanceof Field field
                                        && field.getName().startsWith("__"));
        return block(selections(set) + (hasTypename ? "" : "\n__typename"));
    }

    private static String block(String lines) {
        return "{\n" + indented(lines) + "\n}";
    }

    private static String indented(String lines) {
        return "  " + lines.replace("\n", "\n  ");
    }

    private static String selection(Selection<?> selection) {
        return switch (selection) {
            case Field field ->
                    called(field)
                            + directives(field.getDirectives())
                            + then(field.getSelectionSet());
            case FragmentSpread spread ->
                    "..." + spread.getName() + directives(spread.getDirectives());
            case InlineFragment inline ->
                    "..."
                            + (inline.getTypeCondition() == null
                                    ? ""
                                    : " on " + inline.getTypeCondition().getName())
                            + directives(inline.getDirectives())
                            + then(inline.getSelectionSet());
            default -> throw new IllegalStateException("not a selection: " + selection);
        };
    }

    private static String then(@Nullable SelectionSet set) {
        return set == null ? "" : " " + nested(set);
    }

    private static String called(Field field) {
        var name = field.getAlias() == null ? field.getName() : alias(field);
        var line = name + list(field.getArguments(), DocumentPrinter::argument);
        return line.length() <= LONGEST_LINE
                ? line
                : field.getArguments().stream()
                        .map(argument -> indented(argument(argument)))
                        .collect(Collectors.joining("\n", name + "(\n", "\n)"));
    }

    private static String alias(Field field) {
        return field.getAlias() + ": " + field.getName();
    }

    private static String directives(List<Directive> directives) {
        return directives.stream()
                .map(directive ->
                        " @"
                                + directive.getName()
                                + list(directive.getArguments(), DocumentPrinter::argument))
                .collect(Collectors.joining());
    }

    private static String argument(Argument argument) {
        return argument.getName() + ": " + value(argument.getValue());
    }

    private static <T> String list(List<T> elements, Function<T, String> printed) {
        return elements.isEmpty()
                ? ""
                : elements.stream().map(printed).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(Value<?> value) {
        return switch (value) {
            case StringValue text -> quoted(String.valueOf(text.getValue()));
            case ArrayValue array ->
                    array.getValues().stream()
                            .map(DocumentPrinter::value)
                            .collect(Collectors.joining(", ", "[", "]"));
            case ObjectValue object ->
                    object.getObjectFields().stream()
                            .map(field -> field.getName() + ": " + value(field.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> AstPrinter.printAst(value);
        };
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(unit -> escaped((char) unit))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default ->
                    Character.isISOControl(unit)
                            ? "\\u%04X".formatted((int) unit)
                            : String.valueOf(unit);
        };
    }
}
