// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Checks `@attribute(default:)`: a literal, `$now`, also with a length of time, or `$uuid`.
final class Defaults {
    private static final String BEFORE = "value = ";

    private Defaults() {}

    /// Returns the value of the default, or null if a problem was reported.
    static @Nullable Value check(
            ExpressionLocation location,
            String field,
            AttributeType type,
            List<Constraint> constraints) {
        var kind = type instanceof AttributeType.Scalar scalar ? scalar.kind() : null;
        if (type instanceof AttributeType.ListOf) {
            return emptyList(location, field, constraints);
        }
        if (kind == null || kind == ScalarKind.JSON) {
            location.report(
                    "`%s` does not hold a single value, so it cannot have a default"
                            .formatted(field),
                    "remove default");
            return null;
        }
        var value = value(location);
        if (value != null && !fits(value, kind)) {
            location.report(
                    "the default does not fit `%s`".formatted(field),
                    "write a literal of the field's type, such as %s".formatted(example(kind)));
        } else if (value != null) {
            HeldAtStart.check(location, "the default", value, field, constraints);
        }
        return value;
    }

    private static @Nullable Value emptyList(
            ExpressionLocation location, String field, List<Constraint> constraints) {
        var value = value(location);
        if (value != null && !value.equals(new Value.Literal(List.of()))) {
            location.report("the default does not fit `%s`".formatted(field), "write []");
            return null;
        }
        if (value != null) {
            HeldAtStart.check(location, "the default", value, field, constraints);
        }
        return value;
    }

    private static @Nullable Value value(ExpressionLocation location) {
        try {
            var parts = Expressions.item(BEFORE + location.text().value()).parts();
            if (parts.size() == 1
                    && parts.getFirst() instanceof ItemExpression.FieldValue(_, var value)) {
                return value;
            }
            location.report("a default must be one value", "write a literal, $now or $uuid");
        } catch (ExpressionException e) {
            location.report(
                    Math.max(0, e.offset() - BEFORE.length()),
                    "the default is malformed: " + e.getMessage(),
                    "write a literal, with strings in single quotes, or $now or $uuid");
        }
        return null;
    }

    private static boolean fits(Value value, ScalarKind kind) {
        return switch (value) {
            case Value.Literal(var literal) -> FieldLiterals.of(literal, kind) != null;
            case Value.Reference(var root, var path) ->
                    path.isEmpty()
                            && switch (root) {
                                case Root.Reserved.NOW ->
                                        Scalars.comparable(ScalarKind.DATE_TIME, kind);
                                case Root.Reserved.UUID ->
                                        kind == ScalarKind.ID || kind == ScalarKind.STRING;
                                case Root.Reserved.PARENT,
                                        Root.Reserved.ITEM,
                                        Root.Reserved.CLAIMS,
                                        Root.Reserved.EACH,
                                        Root.Reserved.PREPARED ->
                                        false;
                                case Root.Named _ -> false;
                            };
            case Value.Shifted _ -> Scalars.comparable(ScalarKind.DATE_TIME, kind);
            case Value.Negated _,
                    Value.Extreme _,
                    Value.Edited _,
                    Value.Element _,
                    Value.OfGlobalId _ ->
                    false;
        };
    }

    private static String example(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID -> "'text', or $uuid";
            case ENUM -> "'VALUE'";
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS -> "$now";
            case INT -> "0";
            case FLOAT, DECIMAL -> "0.5";
            case BINARY -> "'AAEC', in base64";
            case BOOLEAN -> "false";
            case JSON -> "none";
        };
    }
}
