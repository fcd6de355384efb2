// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.shape.Constraints;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;

import graphql.language.DirectivesContainer;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Finds the shapes of arguments, input fields and stored fields.
public final class ValueShapes {
    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;

    public ValueShapes(SchemaFile file, Map<String, ObjectShape> shapes) {
        this.file = file;
        this.shapes = shapes;
    }

    /// One field of an object.
    ///
    /// @param nullable whether it can be null or left out
    public record Member(String name, ValueShape form, boolean nullable) {}

    /// Returns the fields of an input type, in the order of the file.
    public List<Member> fields(ValueShape.Input input) {
        return Objects.requireNonNull(file.type(input.type(), InputObjectTypeDefinition.class))
                .getInputValueDefinitions()
                .stream()
                .map(field -> new Member(field.getName(), of(field), isNullable(field)))
                .toList();
    }

    /// Returns the field of an object, or null if it has no field of that name.
    @Nullable Member field(ValueShape object, String name) {
        return switch (object) {
            case ValueShape.Input input ->
                    fields(input).stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElse(null);
            case ValueShape.Embedded(var type) -> stored(shape(type), name);
            case ValueShape.Any _, ValueShape.Scalar _, ValueShape.ListOf _, ValueShape.SetOf _ ->
                    null;
        };
    }

    /// Returns a stored field, or null if the type has no field of that name.
    public @Nullable Member stored(ObjectShape shape, String name) {
        var attribute = shape.attribute(name);
        return attribute == null
                ? null
                : new Member(name, of(shape, attribute), !attribute.nonNull());
    }

    /// Returns what is at a path inside a value.
    ///
    /// @param name the name of the value's type, for messages
    KnownValue at(KnownValue value, String name, List<String> path) throws UnusableValueException {
        var at = value;
        var type = name;
        for (var each : path) {
            var field = field(at.form(), each);
            if (field == null) {
                throw new UnusableValueException(
                        "`%s` has no field `%s`".formatted(type, each),
                        at.form() instanceof ValueShape.Embedded
                                ? "name a stored field of the type"
                                : "name a field of the input type");
            }
            at = new KnownValue(field.form(), at.nullable() || field.nullable());
            type = named(field.form());
        }
        return at;
    }

    private static String named(ValueShape form) {
        return switch (form) {
            case ValueShape.Any _ -> "value";
            case ValueShape.Scalar(_, var type, _) -> type;
            case ValueShape.ListOf(var element, _, _, _) -> named(element);
            case ValueShape.SetOf(var element, _) -> element.type();
            case ValueShape.Input(var type) -> type;
            case ValueShape.Embedded(var type) -> type;
        };
    }

    ValueShape of(InputValueDefinition input) {
        return of(input.getType(), input);
    }

    private static boolean isNullable(InputValueDefinition input) {
        return !Types.isNonNull(input.getType());
    }

    private ValueShape of(Type<?> type, DirectivesContainer<?> constrained) {
        if (Types.isList(type)) {
            var element = Types.element(type);
            return new ValueShape.ListOf(
                    of(element, constrained),
                    !Types.isNonNull(element),
                    Constraints.maxItems(constrained),
                    Constraints.unique(constrained));
        }
        var name = Types.name(type);
        var kind = Scalars.kind(file, name);
        return kind == null ? new ValueShape.Input(name) : scalar(kind, name, constrained);
    }

    private ValueShape.Scalar scalar(
            ScalarKind kind, String type, DirectivesContainer<?> constrained) {
        var declared = file.type(type, ScalarTypeDefinition.class);
        return new ValueShape.Scalar(
                kind,
                type,
                switch (kind) {
                    case STRING, ID, BINARY ->
                            Constraints.maxLength(constrained) != null
                                    || (declared != null
                                            && Constraints.maxLength(declared) != null);
                    case JSON -> false;
                    case ENUM,
                            DATE_TIME,
                            DATE_TIME_SECONDS,
                            DATE,
                            EPOCH_SECONDS,
                            EPOCH_MILLISECONDS,
                            INT,
                            FLOAT,
                            DECIMAL,
                            BOOLEAN ->
                            true;
                });
    }

    private ValueShape of(ObjectShape shape, Attribute attribute) {
        return of(attribute.type(), definition(shape, attribute));
    }

    private ValueShape of(AttributeType type, FieldDefinition definition) {
        return switch (type) {
            case AttributeType.Scalar(var kind) -> stored(kind, definition);
            case AttributeType.ListOf list ->
                    new ValueShape.ListOf(
                            of(list.element(), definition),
                            !list.elementNonNull(),
                            list.maxItems(),
                            Constraints.unique(definition));
            case AttributeType.SetOf(var element, var maxItems) ->
                    new ValueShape.SetOf(stored(element, definition), maxItems);
            case AttributeType.Embedded(var name) -> new ValueShape.Embedded(name);
        };
    }

    /// The size of the item that holds the value bounds it.
    private static ValueShape.Scalar stored(ScalarKind kind, FieldDefinition definition) {
        return new ValueShape.Scalar(kind, Types.name(definition.getType()), true);
    }

    /// Returns whether nothing limits the size of a value.
    public boolean isUnbounded(ValueShape form) {
        return isUnbounded(form, new HashSet<>());
    }

    private boolean isUnbounded(ValueShape form, Set<ValueShape> seen) {
        return switch (form) {
            case ValueShape.Scalar scalar -> !scalar.bounded();
            case ValueShape.ListOf(var element, _, var maxItems, _) ->
                    maxItems == null || isUnbounded(element, seen);
            case ValueShape.Input input ->
                    seen.add(input)
                            && fields(input).stream()
                                    .anyMatch(field -> isUnbounded(field.form(), seen));
            case ValueShape.Any _, ValueShape.SetOf _, ValueShape.Embedded _ -> false;
        };
    }

    public ObjectShape shape(String type) {
        return Objects.requireNonNull(shapes.get(type));
    }

    /// Returns the definition of a stored field.
    public FieldDefinition definition(ObjectShape shape, Attribute attribute) {
        return Objects.requireNonNull(file.type(shape.type(), ObjectTypeDefinition.class))
                .getFieldDefinitions()
                .stream()
                .filter(field -> field.getName().equals(attribute.field()))
                .findFirst()
                .orElseThrow();
    }
}
