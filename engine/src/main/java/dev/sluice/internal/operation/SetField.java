// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Finds the value that a write sets a field to.
final class SetField {
    private SetField() {}

    /// Returns the value, or null if the schema names none.
    static @Nullable Value of(Write write, String field) {
        return switch (write) {
            case Write.Put put ->
                    put.item().parts().stream()
                            .map(part ->
                                    part instanceof ItemExpression.FieldValue(var name, var value)
                                                    && name.equals(field)
                                            ? value
                                            : null)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
            case Write.Update update ->
                    update.expression().actions().stream()
                            .map(action -> value(action, field))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
            case Write.Delete _, Write.Check _ -> null;
        };
    }

    private static @Nullable Value value(UpdateExpression.Action action, String field) {
        return action instanceof UpdateExpression.Set(var path, SetValue.Of(var value))
                        && path.names().equals(List.of(field))
                ? value
                : null;
    }
}
