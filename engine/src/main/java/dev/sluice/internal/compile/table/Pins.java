// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compiles `@attribute(pin:)`.
final class Pins {
    private static final String BEFORE = "value = ";

    private final Problems problems;

    Pins(Problems problems) {
        this.problems = problems;
    }

    /// Returns, for each pinned field, the claim that it must equal.
    Map<String, String> compile(
            ObjectTypeDefinition type,
            ObjectShape shape,
            @Nullable Key partition,
            Collection<StoredType.Index> indexes) {
        var pins = new HashMap<String, String>();
        for (var field : type.getFieldDefinitions()) {
            var location = location(type, field);
            var attribute = shape.attribute(field.getName());
            if (location == null || attribute == null) {
                continue;
            }
            var claim = claim(location);
            if (!isText(attribute.type())) {
                location.report(
                        "a claim is a string, but `%s` is not".formatted(field.getName()),
                        "pin a field of type ID or String");
            }
            check(location, field.getName(), partition, "its table");
            indexes.forEach(index ->
                    check(
                            location,
                            field.getName(),
                            index.key().partition(),
                            "the index `%s`".formatted(index.name())));
            pins.put(field.getName(), claim);
        }
        return pins;
    }

    /// Refuses pins inside items, because objects inside items have no key of their own.
    void refuse(ObjectTypeDefinition embedded) {
        for (var field : embedded.getFieldDefinitions()) {
            var location = Shapes.isRead(field) ? null : location(embedded, field);
            if (location != null) {
                location.report(
                        "an embedded type has no key, so its fields cannot be pinned",
                        "pin a field of the partition key of the type with @table");
            }
        }
    }

    private @Nullable ExpressionLocation location(
            ObjectTypeDefinition type, FieldDefinition field) {
        var directive = Directives.find(field, "attribute");
        var text = directive == null ? null : Directives.text(directive, "pin");
        return text == null
                ? null
                : new ExpressionLocation(problems, text, SchemaFile.coordinate(type, field));
    }

    /// Returns the claim's name. It is blank only if a problem was reported.
    private static String claim(ExpressionLocation location) {
        if (parsed(location.text().value()) instanceof Value.Reference(var root, var path)
                && root == Root.Reserved.CLAIMS
                && path.size() == 1) {
            return path.getFirst();
        }
        location.report("a pin must be a claim of the caller", "write it as $claims.name");
        return "";
    }

    private static @Nullable Value parsed(String text) {
        try {
            var parts = Expressions.item(BEFORE + text).parts();
            return parts.size() == 1
                            && parts.getFirst() instanceof ItemExpression.FieldValue(_, var value)
                    ? value
                    : null;
        } catch (ExpressionException _) {
            return null;
        }
    }

    private static boolean isText(AttributeType type) {
        return type instanceof AttributeType.Scalar(var kind)
                && List.of(ScalarKind.ID, ScalarKind.STRING).contains(kind);
    }

    private static void check(
            ExpressionLocation location, String field, @Nullable Key partition, String what) {
        if (partition != null && !partition.template().fields().contains(field)) {
            location.report(
                    "the pinned field `%s` is not in the partition key of %s"
                            .formatted(field, what),
                    "add {%1$s} to it, so that no request reads items of another `%1$s`"
                            .formatted(field));
        }
    }
}
