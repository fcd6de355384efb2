// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles the stored fields of every stored type, and of the object types inside their items.
public final class Shapes {
    /// Source: Amazon DynamoDB Developer Guide, "Quotas", for key attributes.
    private static final int LONGEST_NAME = 255;

    /// The version of an item that was written without one, as a default's literal.
    private static final BigDecimal NO_CHANGE = BigDecimal.ZERO;

    private final SchemaFile file;
    private final Map<String, Constraint> constraints;
    private final Problems problems;
    private final Map<String, ObjectShape> shapes = new HashMap<>();
    private final Storage storage;

    /// @param constraints by schema coordinate
    public Shapes(SchemaFile file, Map<String, Constraint> constraints, Problems problems) {
        this.file = file;
        this.constraints = constraints;
        this.problems = problems;
        this.storage = new Storage(problems);
    }

    public Map<String, ObjectShape> compile() {
        file.objectTypes().stream().filter(Shapes::isStored).forEach(this::shape);
        return shapes;
    }

    public static boolean isStored(ObjectTypeDefinition type) {
        return Directives.has(type, "table");
    }

    /// Returns whether a field is read with a request of its own, not from its parent's item.
    public static boolean isRead(FieldDefinition field) {
        return Directives.has(field, "getItem") || Directives.has(field, "query");
    }

    /// Returns whether something other than the parent's item answers a field.
    public static boolean isAnsweredElsewhere(FieldDefinition field) {
        return isRead(field)
                || Stream.of("write", "resolver", "node")
                        .anyMatch(name -> Directives.has(field, name));
    }

    private void shape(ObjectTypeDefinition type) {
        shapes.put(type.getName(), new ObjectShape(type.getName(), Map.of()));
        var attributes = new LinkedHashMap<String, Attribute>();
        var fieldOf = new HashMap<String, String>();
        for (var field : type.getFieldDefinitions()) {
            var attribute = isAnsweredElsewhere(field) ? null : attribute(type, field);
            if (attribute != null) {
                attributes.put(field.getName(), attribute);
                var other = fieldOf.put(attribute.name(), field.getName());
                if (other != null) {
                    problems.report(
                            field,
                            SchemaFile.coordinate(type, field),
                            "the attribute `%s` is already used by the field `%s`"
                                    .formatted(attribute.name(), other),
                            "give each field an attribute of its own with @attribute(name:)");
                }
            }
        }
        shapes.put(type.getName(), new ObjectShape(type.getName(), attributes));
    }

    private @Nullable Attribute attribute(ObjectTypeDefinition type, FieldDefinition field) {
        var coordinate = SchemaFile.coordinate(type, field);
        if (!field.getInputValueDefinitions().isEmpty()) {
            problems.report(
                    field,
                    coordinate,
                    "a stored field cannot have arguments",
                    "remove them, or read the field with @getItem or @query");
        }
        var attributeType = attributeType(type, field);
        if (attributeType == null) {
            return null;
        }
        var directive = Directives.find(field, "attribute");
        var name = directive == null ? null : Directives.string(directive, "name");
        var text = directive == null ? null : Directives.text(directive, "default");
        var location = text == null ? null : new ExpressionLocation(problems, text, coordinate);
        var held =
                Stream.of(Types.name(field.getType()), coordinate)
                        .map(constraints::get)
                        .flatMap(Stream::ofNullable)
                        .toList();
        var initial =
                location == null
                        ? null
                        : Defaults.check(location, field.getName(), attributeType, held);
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            problems.report(
                    field,
                    coordinate,
                    "an attribute's name must have 1 to 255 characters",
                    "correct @attribute(name:)");
        }
        return new Attribute(
                field.getName(),
                name == null ? field.getName() : name,
                attributeType,
                Types.isNonNull(field.getType()),
                directive != null && Directives.isTrue(directive, "hidden"),
                text == null ? null : text.value(),
                readDefault(type, field, initial),
                held);
    }

    /// An absent nullable field reads as null. `$now` and `$uuid` are only for new items.
    private static @Nullable Object readDefault(
            ObjectTypeDefinition type, FieldDefinition field, @Nullable Value initial) {
        if (isVersion(type, field)) {
            return NO_CHANGE;
        }
        return Types.isNonNull(field.getType()) && initial instanceof Value.Literal(var value)
                ? value
                : null;
    }

    private static boolean isVersion(ObjectTypeDefinition type, FieldDefinition field) {
        var table = Directives.find(type, "table");
        return table != null && field.getName().equals(Directives.string(table, "version"));
    }

    private @Nullable AttributeType attributeType(
            ObjectTypeDefinition type, FieldDefinition field) {
        var coordinate = SchemaFile.coordinate(type, field);
        var as = Storage.as(field);
        if (!Types.isList(field.getType())) {
            return single(type, field, Types.name(field.getType()), as);
        }
        var element = Types.element(field.getType());
        if (Types.isList(element)) {
            problems.report(
                    field,
                    coordinate,
                    "a list of lists cannot be stored",
                    "put an object type between the lists");
            return null;
        }
        if (as == StoredAs.SS || as == StoredAs.NS || as == StoredAs.BS) {
            return set(field, coordinate, as);
        }
        var elementType = single(type, field, Types.name(element), as == StoredAs.L ? null : as);
        return elementType == null
                ? null
                : new AttributeType.ListOf(
                        elementType, Types.isNonNull(element), Constraints.maxItems(field));
    }

    private AttributeType.@Nullable SetOf set(
            FieldDefinition field, String coordinate, StoredAs as) {
        var kind = Scalars.kind(file, Types.name(field.getType()));
        var element =
                switch (as) {
                    case NS -> kind != null && kind.key() == StoredAs.N ? kind : null;
                    case BS -> kind == ScalarKind.STRING ? ScalarKind.BINARY : null;
                    case SS -> kind != null && kind.key() == StoredAs.S ? kind : null;
                    case S, N, B, M, L -> null;
                };
        if (element == null) {
            problems.report(
                    field,
                    coordinate,
                    "%s cannot hold elements of type `%s`"
                            .formatted(as, Types.name(field.getType())),
                    "use SS for strings, NS for numbers, BS for String elements in base64");
            return null;
        }
        return new AttributeType.SetOf(
                storage.timed(field, coordinate, element, StoredAs.S), Constraints.maxItems(field));
    }

    private @Nullable AttributeType single(
            ObjectTypeDefinition type, FieldDefinition field, String name, @Nullable StoredAs as) {
        var coordinate = SchemaFile.coordinate(type, field);
        var kind = Scalars.kind(file, name);
        if (kind != null) {
            return new AttributeType.Scalar(storage.kind(type, field, kind, as));
        }
        var object = file.type(name, ObjectTypeDefinition.class);
        if (object == null) {
            problems.report(
                    field,
                    coordinate,
                    "an item cannot hold a union or an interface",
                    "use an object type, or give the members @table and read them with @query");
            return null;
        }
        if (isStored(object)
                || file.isRoot(name)
                || ConnectionTypes.isPaging(file.registry(), name)) {
            problems.report(
                    field,
                    coordinate,
                    "the field has no source for `%s`".formatted(name),
                    isStored(object)
                            ? "give its key with @getItem(key:), or read it with @query"
                            : "add @query to the field, or use an object type without @table");
            return null;
        }
        if (!shapes.containsKey(name)) {
            shape(object);
        }
        return new AttributeType.Embedded(name);
    }
}
