// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static java.util.stream.Collectors.joining;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.EnumValueDefinition;
import graphql.language.FloatValue;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.IntValue;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Checks whether literals have the types that definitions require.
///
/// Source: GraphQL specification, "Values of Correct Type".
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class LiteralTypes {
    private final List<Document> documents;

    LiteralTypes(List<Document> documents) {
        this.documents = List.copyOf(documents);
    }

    /// A part of a literal that has the wrong type.
    record Fault(Node<?> at, String fault, String fix) {}

    /// @param name the name of the argument, for messages
    List<Fault> faults(String name, Type<?> type, Value<?> value) {
        var found = new ArrayList<Fault>();
        check(name, type, value, found);
        return found;
    }

    private void check(String name, Type<?> type, Value<?> value, List<Fault> found) {
        if (value instanceof NullValue) {
            if (Types.isNonNull(type)) {
                found.add(new Fault(value, "`%s` must not be null".formatted(name), give(type)));
            }
        } else if (Types.isList(type)) {
            var element = Types.element(type);
            if (value instanceof ArrayValue list) {
                for (Value each : list.getValues()) {
                    check(name, element, each, found);
                }
            } else {
                check(name, element, value, found);
            }
        } else if (find(type, InputObjectTypeDefinition.class)
                        instanceof InputObjectTypeDefinition input
                && value instanceof ObjectValue object) {
            checkFields(input, object, found);
        } else if (!fits(type, value)) {
            found.add(new Fault(value, "`%s` must be %s".formatted(name, noun(type)), give(type)));
        }
    }

    private void checkFields(
            InputObjectTypeDefinition input, ObjectValue object, List<Fault> found) {
        var known =
                input.getInputValueDefinitions().stream()
                        .map(InputValueDefinition::getName)
                        .toList();
        for (ObjectField field : object.getObjectFields()) {
            var name = field.getName();
            var at = known.indexOf(name);
            if (at < 0) {
                found.add(
                        new Fault(
                                field,
                                "`%s` has no field `%s`".formatted(input.getName(), name),
                                NearNames.fix(
                                        name, known, "name one of: " + String.join(", ", known))));
            } else {
                check(
                        name,
                        input.getInputValueDefinitions().get(at).getType(),
                        field.getValue(),
                        found);
            }
        }
        for (var field : input.getInputValueDefinitions()) {
            var given =
                    object.getObjectFields().stream()
                            .anyMatch(each -> each.getName().equals(field.getName()));
            if (!given && Types.isNonNull(field.getType()) && field.getDefaultValue() == null) {
                found.add(
                        new Fault(
                                object,
                                "`%s` is missing the field `%s`"
                                        .formatted(input.getName(), field.getName()),
                                "add %s: %s".formatted(field.getName(), example(field.getType()))));
            }
        }
    }

    private boolean fits(Type<?> type, Value<?> value) {
        return switch (Types.name(type)) {
            case "Int" ->
                    value instanceof IntValue number
                            && number.getValue().bitLength() < Integer.SIZE;
            case "Float" -> value instanceof IntValue || value instanceof FloatValue;
            case "String" -> value instanceof StringValue;
            case "Boolean" -> value instanceof BooleanValue;
            case "ID" -> value instanceof StringValue || value instanceof IntValue;
            default -> {
                var options = options(type);
                yield options == null
                        ? find(type, InputObjectTypeDefinition.class) == null
                        : value instanceof EnumValue given && options.contains(given.getName());
            }
        };
    }

    private String noun(Type<?> type) {
        var options = options(type);
        return switch (Types.name(type)) {
            case "Int" -> "an Int of at most 32 bits";
            case "Float" -> "a number";
            case "String" -> "a string in double quotes";
            case "Boolean" -> "true or false";
            case "ID" -> "a string in double quotes";
            default ->
                    options == null
                            ? "an object in braces"
                            : "one of: " + String.join(", ", options);
        };
    }

    private String give(Type<?> type) {
        return "write %s".formatted(example(type));
    }

    /// Returns an example literal of the type.
    String example(Type<?> type) {
        if (Types.isList(type)) {
            return "[%s]".formatted(example(Types.element(type)));
        }
        var options = options(type);
        return switch (Types.name(type)) {
            case "Int" -> "1";
            case "Float" -> "1.5";
            case "String", "ID" -> "\"...\"";
            case "Boolean" -> "true";
            default -> options == null ? "{...}" : options.stream().limit(1).collect(joining());
        };
    }

    /// Returns the values of an enum, or null if the type is not an enum.
    private @Nullable List<String> options(Type<?> type) {
        var options = find(type, EnumTypeDefinition.class);
        return options == null
                ? null
                : options.getEnumValueDefinitions().stream()
                        .map(EnumValueDefinition::getName)
                        .toList();
    }

    private <T extends TypeDefinition<?>> @Nullable T find(Type<?> type, Class<T> kind) {
        return documents.stream()
                .flatMap(each -> each.getDefinitionsOfType(kind).stream())
                .filter(each -> each.getName().equals(Types.name(type)))
                .findFirst()
                .orElse(null);
    }
}
