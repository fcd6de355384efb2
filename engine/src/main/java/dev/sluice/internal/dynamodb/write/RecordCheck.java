// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.ConditionReduction;
import dev.sluice.internal.dynamodb.expression.ConditionRenderer;
import dev.sluice.internal.dynamodb.expression.FieldPaths;
import dev.sluice.internal.dynamodb.expression.KnownCondition;
import dev.sluice.internal.dynamodb.expression.Placeholders;
import dev.sluice.internal.dynamodb.expression.ReducedCondition;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The check of a record that grants the caller access.
///
/// @param request a `Write.Check`
/// @param fields the field values that the record's key contains
/// @param shapes the shape of every embedded type, by type name
record RecordCheck(
        WriteRequest request, ItemKey key, KeyFields fields, Map<String, ObjectShape> shapes) {

    /// Returns what DynamoDB must find besides that the record exists, or null.
    @Nullable String condition(Placeholders placeholders) {
        var condition = request.write().condition();
        if (condition == null) {
            return null;
        }
        var paths = new FieldPaths(target(), shapes, placeholders);
        return switch (new ConditionReduction(paths, fields, request.values()::of)
                .reduce(condition)) {
            case ReducedCondition.Decided(boolean holds) ->
                    holds ? null : "attribute_exists(%s)".formatted(paths.nowhere());
            case ReducedCondition.Open(var open) ->
                    new ConditionRenderer(paths, request.values()::of).render(open);
        };
    }

    /// Returns whether an item that refused a write is a record that still grants access.
    boolean isMetBy(@Nullable Item found) {
        return KnownCondition.isMet(
                request.write().condition(), found, target(), shapes, request.values()::of);
    }

    private Target target() {
        return Target.of(request.write().type());
    }
}
