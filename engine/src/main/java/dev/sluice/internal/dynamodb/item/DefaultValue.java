// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;

/// Evaluates `@attribute(default:)`.
public final class DefaultValue {
    private DefaultValue() {}

    /// Returns a `String`, `BigDecimal`, `Boolean`, `Instant` or empty `List`.
    ///
    /// @param text a literal, `$now`, also with a length of time, or `$uuid`
    /// @throws IllegalArgumentException for anything else
    public static Object of(String text, Instant now) {
        return switch (parse(text)) {
            case Value.Literal(Object value) -> value;
            case Value.Reference(var root, var path)
                    when path.isEmpty() && root == Root.Reserved.NOW ->
                    now;
            case Value.Reference(var root, var path)
                    when path.isEmpty() && root == Root.Reserved.UUID ->
                    UuidV7.at(now);
            case Value.Shifted(_, var by) -> by.from(now);
            case Value _ -> throw new IllegalArgumentException("no default: " + text);
        };
    }

    /// Returns the value of a field whose attribute is absent: the literal default of a non-null
    /// field, or null for any other field.
    public static @Nullable AttributeValue whenAbsent(Attribute attribute) {
        var value = attribute.readDefault();
        return switch (attribute.type()) {
            case AttributeType.Scalar(ScalarKind kind) when value != null ->
                    ScalarEncoder.encode(kind, value);
            case AttributeType.ListOf _ when value != null -> AttributeValue.fromL(List.of());
            case AttributeType.Scalar _,
                    AttributeType.ListOf _,
                    AttributeType.SetOf _,
                    AttributeType.Embedded _ ->
                    null;
        };
    }

    private static Value parse(String text) {
        if (Expressions.item("value = " + text).parts().getFirst()
                instanceof ItemExpression.FieldValue(_, Value value)) {
            return value;
        }
        throw new IllegalArgumentException("no default: " + text);
    }
}
