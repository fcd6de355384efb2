// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Reason;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.Target;
import dev.sluice.schema.expression.Condition;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.function.Function;

/// A condition with its values, as DynamoDB's FilterExpression.
///
/// Every name and every value is a placeholder; nothing that a client sends is part of the
/// expression.
///
/// @param names attribute names by placeholder, `#n0` onwards
/// @param values by placeholder, `:v0` onwards
public record Filter(
        String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    public Filter {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    /// @param target whose fields the condition names; members that share a field store it alike
    /// @param shapes by type name, of every embedded type
    /// @param resolved a value as `ScalarKind` holds it in Java, or null
    /// @throws Refusal BAD_USER_INPUT where a value is beyond what its field can hold
    public static Filter of(
            Condition condition,
            Target target,
            Map<String, ObjectShape> shapes,
            Function<Value, @Nullable Object> resolved) {
        var used = new Placeholders();
        var renderer = new ConditionRenderer(new FieldPaths(target, shapes, used), resolved);
        try {
            return new Filter(renderer.render(condition), used.names(), used.values());
        } catch (EncodingException _) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
    }
}
