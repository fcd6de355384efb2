// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.resolver;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Fallback;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.Type;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compiles `@resolver(fallback:)`, and checks it against the type of its field.
final class FallbackCompiler {
    static final String ARGUMENT = "fallback";

    private final SchemaFile file;
    private final Problems problems;
    private final FallbackLiterals literals;

    FallbackCompiler(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.literals = new FallbackLiterals(file);
    }

    /// Returns the fallback, or null if there is none or a problem was reported.
    @Nullable Fallback compile(
            ObjectTypeDefinition type, FieldDefinition field, Directive resolver) {
        var value = Directives.value(resolver, ARGUMENT);
        if (value == null) {
            return null;
        }
        var coordinate = SchemaFile.coordinate(type, field);
        if (Directives.integer(resolver, "requests", 0) <= 0) {
            problems.report(
                    resolver,
                    coordinate,
                    "a fallback is for a resolver that sends requests",
                    "set `requests` to the most requests of one call, or remove `fallback`");
            return null;
        }
        return new Fallback(read(field.getType(), value, coordinate));
    }

    private @Nullable Object read(Type<?> type, Value<?> value, String coordinate) {
        if (value instanceof NullValue) {
            if (Types.isNonNull(type)) {
                report(value, coordinate, "null, which the type does not allow", type);
            }
            return null;
        }
        if (Types.isList(type)) {
            if (value instanceof ArrayValue list) {
                return list(Types.element(type), list, coordinate);
            }
            report(value, coordinate, "a value that is not a list", type);
            return null;
        }
        var object = file.type(Types.name(type), ObjectTypeDefinition.class);
        if (object != null && value instanceof ObjectValue given) {
            return members(object, given, coordinate);
        }
        if (object == null && !literals.isLeaf(type)) {
            problems.report(
                    value,
                    coordinate,
                    "the fallback has an object for `%s`, whose type is not known"
                            .formatted(Types.name(type)),
                    "use null or an empty list");
            return null;
        }
        var literal = object == null ? literals.value(type, value) : null;
        if (literal == null) {
            report(
                    value,
                    coordinate,
                    "a value that is not a `%s`".formatted(Types.name(type)),
                    type);
        }
        return literal;
    }

    @SuppressWarnings("rawtypes") // as graphql-java declares its nodes
    private List<@Nullable Object> list(Type<?> element, ArrayValue list, String coordinate) {
        var elements = new ArrayList<@Nullable Object>();
        for (Value each : list.getValues()) {
            elements.add(read(element, each, coordinate));
        }
        return elements;
    }

    private Map<String, @Nullable Object> members(
            ObjectTypeDefinition type, ObjectValue given, String coordinate) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        var known = type.getFieldDefinitions().stream().map(FieldDefinition::getName).toList();
        for (ObjectField each : given.getObjectFields()) {
            var at = known.indexOf(each.getName());
            if (at < 0) {
                problems.report(
                        each.getValue(),
                        coordinate,
                        "the fallback has a field `%s`, which `%s` does not have"
                                .formatted(each.getName(), type.getName()),
                        NearNames.fix(each.getName(), known, "remove it"));
            } else {
                members.put(
                        each.getName(),
                        read(
                                type.getFieldDefinitions().get(at).getType(),
                                each.getValue(),
                                coordinate));
            }
        }
        for (var field : type.getFieldDefinitions()) {
            if (Types.isNonNull(field.getType())
                    && given.getObjectFields().stream()
                            .noneMatch(each -> each.getName().equals(field.getName()))) {
                problems.report(
                        given,
                        coordinate,
                        "the fallback lacks the field `%s` of `%s`"
                                .formatted(field.getName(), type.getName()),
                        "add %s: %s".formatted(field.getName(), literals.example(field.getType())));
            }
        }
        return members;
    }

    private void report(Value<?> value, String coordinate, String given, Type<?> type) {
        problems.report(
                value,
                coordinate,
                "the fallback has " + given,
                "write %s".formatted(literals.example(type)));
    }
}
