// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.expression.Expressions;
import dev.sluice.schema.expression.ItemExpression;
import dev.sluice.schema.expression.Value;

import java.time.Instant;

/// What `@attribute(default:)` stands for.
public final class DefaultValue {
    private DefaultValue() {}

    /// A `String`, `BigDecimal`, `Boolean` or `Instant`.
    ///
    /// @param text a literal, `$now` or `$uuid`
    /// @throws IllegalArgumentException for anything else
    public static Object of(String text, Instant now) {
        return switch (parse(text)) {
            case Value.Literal(Object value) -> value;
            case Value.Reference(String root, var path) when path.isEmpty() && root.equals("now") ->
                    now;
            case Value.Reference(String root, var path)
                    when path.isEmpty() && root.equals("uuid") ->
                    UuidV7.at(now);
            case Value _ -> throw new IllegalArgumentException("no default: " + text);
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
