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
import java.util.stream.Stream;

/// Finds the value that a write sets a field to.
final class SetField {
    private SetField() {}

    /// Returns the value, or null if the schema names none.
    ///
    /// @param field its path, such as `address.city`
    static @Nullable Value of(Write write, String field) {
        var path = List.of(field.split("\\.", -1));
        var values =
                switch (write) {
                    case Write.Put put -> put.item().parts().stream().map(part -> of(part, path));
                    case Write.Update update ->
                            update.expression().actions().stream().map(action -> of(action, path));
                    case Write.Delete _, Write.Check _ -> Stream.<@Nullable Value>empty();
                };
        return values.filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable Value of(ItemExpression.Part part, List<String> path) {
        return part instanceof ItemExpression.FieldValue(var name, var value)
                ? inside(value, List.of(name), path)
                : null;
    }

    private static @Nullable Value of(UpdateExpression.Action action, List<String> path) {
        return action instanceof UpdateExpression.Set(var set, SetValue.Of(var value))
                ? inside(value, set.names(), path)
                : null;
    }

    /// Returns the value at a path, if a value is written at this path, or at the path of an object
    /// that contains it.
    private static @Nullable Value inside(Value value, List<String> written, List<String> path) {
        if (path.size() < written.size() || !path.subList(0, written.size()).equals(written)) {
            return null;
        }
        var rest = path.subList(written.size(), path.size());
        if (rest.isEmpty()) {
            return value;
        }
        return value instanceof Value.Reference(var root, var own)
                ? new Value.Reference(root, Stream.concat(own.stream(), rest.stream()).toList())
                : null;
    }
}
