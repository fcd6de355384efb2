// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Checks what a resolver prepared against the types of the fields that it is written to.
final class PreparedValues {
    private PreparedValues() {}

    /// A value that is written to a field.
    private record Use(Write write, String field, Value value) {}

    /// Returns the name of a value that does not have its field's type, or null if all fit.
    static @Nullable String misfit(Source.Mutation mutation, Map<String, ?> prepared) {
        return mutation.writes().stream()
                .flatMap(PreparedValues::uses)
                .filter(use -> !fits(use, prepared))
                .map(Use::field)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Use> uses(Write write) {
        return switch (write) {
            case Write.Put put -> put.item().parts().stream().flatMap(part -> uses(put, part));
            case Write.Update update ->
                    update.expression().actions().stream().flatMap(action -> uses(update, action));
            case Write.Delete _, Write.Check _ -> Stream.empty();
        };
    }

    private static Stream<Use> uses(Write write, ItemExpression.Part part) {
        return part instanceof ItemExpression.FieldValue(var field, var value)
                ? Stream.of(new Use(write, field, value))
                : Stream.empty();
    }

    private static Stream<Use> uses(Write write, UpdateExpression.Action action) {
        return switch (action) {
            case UpdateExpression.Set(var field, SetValue.Of(var value))
                    when field.names().size() == 1 ->
                    Stream.of(new Use(write, field.names().getFirst(), value));
            case UpdateExpression.Add(var field, var value) when field.names().size() == 1 ->
                    Stream.of(new Use(write, field.names().getFirst(), value));
            case UpdateExpression.Set _,
                    UpdateExpression.Add _,
                    UpdateExpression.SetAll _,
                    UpdateExpression.Remove _,
                    UpdateExpression.Delete _ ->
                    Stream.empty();
        };
    }

    private static boolean fits(Use use, Map<String, ?> prepared) {
        var value = use.value() instanceof Value.Negated(var positive) ? positive : use.value();
        var attribute = use.write().type().shape().attribute(use.field());
        return !(value instanceof Value.Reference(var root, List<String> path))
                || root != Root.Reserved.PREPARED
                || path.size() != 1
                || attribute == null
                || !(attribute.type() instanceof AttributeType.Scalar(var kind))
                || fits(kind, prepared.get(path.getFirst()));
    }

    private static boolean fits(ScalarKind kind, @Nullable Object value) {
        return value == null
                || switch (kind) {
                    case STRING, ID, ENUM, BINARY -> value instanceof String;
                    case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                            value instanceof Instant;
                    case INT -> value instanceof Integer;
                    case FLOAT -> value instanceof Double;
                    case DECIMAL -> value instanceof BigDecimal;
                    case BOOLEAN -> value instanceof Boolean;
                    case JSON -> true;
                };
    }
}
