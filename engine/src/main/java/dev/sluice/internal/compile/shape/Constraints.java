// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import com.google.re2j.Pattern;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Patterns;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.ScalarKind;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Reads every `@constraint` of a file.
public final class Constraints {
    private final SchemaFile file;
    private final Problems problems;
    private final Map<String, Constraint> constraints = new HashMap<>();

    public Constraints(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    public Map<String, Constraint> compile() {
        for (var scalar : file.registry().scalars().values()) {
            read(scalar, scalar.getName(), null);
        }
        for (var type : file.registry().getTypes(InputObjectTypeDefinition.class)) {
            for (var field : type.getInputValueDefinitions()) {
                read(field, type.getName() + "." + field.getName(), field.getType());
            }
        }
        file.objectTypes().forEach(this::readFields);
        return constraints;
    }

    private void readFields(ObjectTypeDefinition type) {
        for (var field : type.getFieldDefinitions()) {
            var coordinate = SchemaFile.coordinate(type, field);
            read(field, coordinate, field.getType());
            for (var argument : field.getInputValueDefinitions()) {
                read(
                        argument,
                        "%s(%s:)".formatted(coordinate, argument.getName()),
                        argument.getType());
            }
        }
    }

    private void read(DirectivesContainer<?> on, String coordinate, @Nullable Type<?> type) {
        var directive = Directives.find(on, "constraint");
        if (directive == null) {
            return;
        }
        var constraint =
                new Constraint(
                        Directives.decimal(directive, "min"),
                        Directives.decimal(directive, "max"),
                        Directives.integer(directive, "minLength"),
                        Directives.integer(directive, "maxLength"),
                        pattern(directive, coordinate),
                        Directives.isTrue(directive, "lowercase"),
                        Directives.integer(directive, "minItems"),
                        Directives.integer(directive, "maxItems"),
                        Directives.string(directive, "unique"));
        checkOrder(directive, coordinate, constraint);
        checkSigns(directive, coordinate, constraint);
        checkFit(directive, coordinate, constraint, type);
        constraints.put(coordinate, constraint);
    }

    private @Nullable Pattern pattern(Directive directive, String coordinate) {
        var text = Directives.text(directive, "pattern");
        return text == null ? null : Patterns.compile(text, coordinate, problems);
    }

    private void checkOrder(Directive directive, String coordinate, Constraint constraint) {
        if (above(constraint.min(), constraint.max())
                || above(constraint.minLength(), constraint.maxLength())
                || above(constraint.minItems(), constraint.maxItems())) {
            problems.report(
                    directive,
                    coordinate,
                    "no value can meet the constraint: its minimum is above its maximum",
                    "swap them, or correct one");
        }
    }

    private void checkSigns(Directive directive, String coordinate, Constraint constraint) {
        var lengths =
                Stream.of(
                        constraint.minLength(),
                        constraint.maxLength(),
                        constraint.minItems(),
                        constraint.maxItems());
        if (lengths.anyMatch(length -> length != null && length < 0)) {
            problems.report(
                    directive,
                    coordinate,
                    "a length or a number of items is negative",
                    "set it to 0 or more");
        }
    }

    private static <T extends Comparable<T>> boolean above(@Nullable T low, @Nullable T high) {
        return low != null && high != null && low.compareTo(high) > 0;
    }

    private void checkFit(
            Directive directive, String coordinate, Constraint constraint, @Nullable Type<?> type) {
        var ofLists =
                constraint.minItems() != null
                        || constraint.maxItems() != null
                        || constraint.unique() != null;
        if (ofLists && (type == null || !Types.isList(type))) {
            problems.report(
                    directive,
                    coordinate,
                    "minItems, maxItems and unique apply only to a list",
                    "remove them, or make the type a list");
        }
        checkKind(directive, coordinate, constraint, type);
        var unique = constraint.unique();
        if (unique != null && type != null && !hasField(Types.name(type), unique)) {
            problems.report(
                    directive,
                    coordinate,
                    "`%s` has no field `%s`".formatted(Types.name(type), unique),
                    hasFields(Types.name(type))
                            ? "set unique to a field of the list's elements"
                            : "make the elements objects, or remove unique");
        }
    }

    /// @param type null for a scalar that the file declares; its values are texts
    private void checkKind(
            Directive directive, String coordinate, Constraint constraint, @Nullable Type<?> type) {
        var kind = type == null ? ScalarKind.STRING : Scalars.kind(file, Types.name(type));
        var text = kind != null && Scalars.comparable(ScalarKind.STRING, kind);
        if (!text
                && (constraint.minLength() != null
                        || constraint.maxLength() != null
                        || constraint.pattern() != null
                        || constraint.lowercase())) {
            problems.report(
                    directive,
                    coordinate,
                    "minLength, maxLength, pattern and lowercase apply only to a string",
                    "remove them, or make the type a string");
        }
        var number = kind != null && Scalars.comparable(ScalarKind.DECIMAL, kind);
        if (!number && (constraint.min() != null || constraint.max() != null)) {
            problems.report(
                    directive,
                    coordinate,
                    "min and max apply only to a number",
                    "remove them, or make the type Int, Float or Decimal");
        }
    }

    private boolean hasFields(String type) {
        return file.type(type, InputObjectTypeDefinition.class) != null
                || file.type(type, ObjectTypeDefinition.class) != null;
    }

    private boolean hasField(String type, String name) {
        var input = file.type(type, InputObjectTypeDefinition.class);
        if (input != null) {
            return input.getInputValueDefinitions().stream()
                    .map(InputValueDefinition::getName)
                    .anyMatch(name::equals);
        }
        var object = file.type(type, ObjectTypeDefinition.class);
        return object != null
                && object.getFieldDefinitions().stream()
                        .anyMatch(field -> field.getName().equals(name));
    }

    /// Returns the limit on a list's length, or null.
    public static @Nullable Integer maxItems(DirectivesContainer<?> on) {
        var directive = Directives.find(on, "constraint");
        return directive == null ? null : Directives.integer(directive, "maxItems");
    }

    /// Returns the limit on a text's length, or null.
    public static @Nullable Integer maxLength(DirectivesContainer<?> on) {
        var directive = Directives.find(on, "constraint");
        return directive == null ? null : Directives.integer(directive, "maxLength");
    }

    /// Returns the field that must differ in all elements of a list, or null.
    public static @Nullable String unique(DirectivesContainer<?> on) {
        var directive = Directives.find(on, "constraint");
        return directive == null ? null : Directives.string(directive, "unique");
    }
}
