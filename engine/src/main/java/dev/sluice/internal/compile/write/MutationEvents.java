// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.binding.WriteScope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.MutationEvent;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// Compiles the `@event` of a mutation.
///
/// Whoever writes the schema chooses what an event tells, so each value is named. A stored field
/// with rules of its own cannot be told, because readers of events are not callers.
final class MutationEvents {
    /// Source: Amazon EventBridge API Reference, "PutEventsRequestEntry", `DetailType`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");

    private final SchemaFile file;
    private final ValueShapes forms;
    private final WriteScope given;
    private final Problems problems;
    private final String coordinate;

    MutationEvents(
            SchemaFile file,
            ValueShapes forms,
            WriteScope given,
            Problems problems,
            String coordinate) {
        this.file = file;
        this.forms = forms;
        this.given = given;
        this.problems = problems;
        this.coordinate = coordinate;
    }

    /// @return null if the mutation has no event, or a problem was reported
    @Nullable MutationEvent compile(
            FieldDefinition field, Scope arguments, List<CompiledWrite> drafts) {
        var directive = Directives.find(field, "event");
        if (directive == null) {
            return null;
        }
        var before = problems.count();
        check(directive);
        var location =
                new ExpressionLocation(
                        problems, Directives.orEmpty(directive, "detail"), coordinate);
        var detail = parsed(location);
        var binder = new ValueBinder(arguments.ofWrite(given), location);
        for (var part : detail == null ? List.<ItemExpression.Part>of() : detail.parts()) {
            switch (part) {
                case ItemExpression.FieldValue(_, var value) ->
                        check(value, put(field, drafts), binder, location);
                case ItemExpression.All(var input) -> check(input, binder, location);
            }
        }
        return detail == null || problems.count() > before
                ? null
                : new MutationEvent(
                        Directives.required(directive, "name").value(),
                        Directives.integer(directive, "version", 1),
                        detail);
    }

    /// @param answered the write whose item the event is about
    void checkAnswered(FieldDefinition field, CompiledWrite answered) {
        var directive = Directives.find(field, "event");
        if (directive != null && answered.write().each() != null) {
            problems.report(
                    directive,
                    coordinate,
                    "an event is about one item, but the mutation returns a list",
                    "return the type of a write without each, or remove the event");
        }
    }

    private void check(Directive directive) {
        var name = Directives.required(directive, "name");
        var schema = file.schemaDefinition();
        if (schema == null || !Directives.has(schema, "events")) {
            problems.report(
                    directive,
                    coordinate,
                    "an event needs a table from which it is delivered",
                    "add @events(table: \"Events\", source: \"shop\") to the schema");
        }
        if (!NAME.matcher(name.value()).matches()) {
            problems.report(
                    name.at(),
                    coordinate,
                    "\"%s\" is not a name of an event".formatted(name.value()),
                    "use a letter, then at most 127 letters, digits, dots, hyphens and underscores, as in OrderPlaced");
        }
        if (Directives.integer(directive, "version", 1) < 1) {
            problems.report(
                    directive, coordinate, "the version is less than 1", "count versions from 1");
        }
    }

    private static @Nullable ItemExpression parsed(ExpressionLocation location) {
        if (location.text().value().isBlank()) {
            return new ItemExpression(List.of());
        }
        try {
            return Expressions.item(location.text().value());
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    /// Returns the type of the item that the mutation puts and answers with, or null.
    private static @Nullable StoredType put(FieldDefinition field, List<CompiledWrite> drafts) {
        return drafts.stream()
                .map(CompiledWrite::write)
                .filter(write -> write instanceof Write.Put && write.each() == null)
                .map(Write::type)
                .filter(type -> type.name().equals(Types.name(field.getType())))
                .findFirst()
                .orElse(null);
    }

    private void check(
            Value value, @Nullable StoredType put, ValueBinder binder, ExpressionLocation at) {
        if (value instanceof Value.Reference(var root, var path) && root == Root.Reserved.ITEM) {
            checkItem(value, path, put, at);
            return;
        }
        var known = binder.known(value);
        if (known == null) {
            return;
        }
        if (value instanceof Value.Reference(var root, var path)
                && given.read() != null
                && root.equals(new Root.Named(given.read().alias()))) {
            given.read().types().forEach(type -> checkOpen(type.shape(), path, value, at));
        }
        checkForm(value, known.form(), at);
    }

    private void checkItem(
            Value value, List<String> path, @Nullable StoredType put, ExpressionLocation at) {
        var field = String.join(".", path);
        if (put == null) {
            at.report(
                    "$item",
                    "`$item` is the item of a put, but the mutation does not answer with one",
                    "use the values of its writes, or read the item first with @getItem(as:)");
            return;
        }
        var member = forms.stored(put.shape(), field);
        if (member == null || field.equals(put.version())) {
            at.report(
                    ValueBinder.spell(value),
                    "the put of `%s` has no field `%s`".formatted(put.name(), field),
                    "name a stored field of the type other than its version");
            return;
        }
        checkOpen(put.shape(), path, value, at);
        checkForm(value, member.form(), at);
    }

    private void checkOpen(
            ObjectShape of, List<String> path, Value value, ExpressionLocation location) {
        var shape = of;
        for (var name : path) {
            var attribute = shape.attribute(name);
            if (attribute == null) {
                return;
            }
            if (Directives.has(forms.definition(shape, attribute), "auth")) {
                location.report(
                        ValueBinder.spell(value),
                        "`%s.%s` has rules of its own, which readers of events do not meet"
                                .formatted(shape.type(), name),
                        "leave it out");
                return;
            }
            if (attribute.type().embedded() instanceof String inside) {
                shape = forms.shape(inside);
            }
        }
    }

    private static void checkForm(Value value, ValueShape form, ExpressionLocation location) {
        if (element(form) instanceof ValueShape.Embedded(var type)) {
            location.report(
                    ValueBinder.spell(value),
                    "`%s` is stored as `%s`, which an event cannot tell as a whole"
                            .formatted(ValueBinder.spell(value), type),
                    "use the argument that has it, or one of its fields");
        }
    }

    private static ValueShape element(ValueShape form) {
        return form instanceof ValueShape.ListOf list ? element(list.element()) : form;
    }

    private static void check(
            Value.Reference input, ValueBinder binder, ExpressionLocation location) {
        var known = binder.known(input);
        if (known != null && !(known.form() instanceof ValueShape.Input)) {
            location.report(
                    ValueBinder.spell(input),
                    "`...%s` is not an input object".formatted(ValueBinder.spell(input)),
                    "use an argument whose type is an input type");
        }
    }
}
