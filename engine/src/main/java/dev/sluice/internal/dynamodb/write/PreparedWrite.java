// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.IntRange;
import dev.sluice.internal.dynamodb.expression.SetRoom;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// One write, rendered for DynamoDB once, so that every attempt sends the same.
///
/// @param place its position among the writes that are sent together
/// @param item the item of a put; empty for any other write
/// @param update null if the write is neither an update nor a delete that only marks its item
/// @param condition null if there is none
/// @param headrooms the ranges for additions that the condition requires
/// @param rooms the sizes of sets that the condition requires
/// @param names attribute names by placeholder
/// @param values by placeholder
/// @param renewal what to send if an expired item blocks the write, or null if none can
/// @param determined what is known of the item after the write was applied
record PreparedWrite(
        int place,
        Write write,
        ItemKey key,
        Map<String, AttributeValue> item,
        @Nullable String update,
        @Nullable String condition,
        List<IntRange> headrooms,
        List<SetRoom> rooms,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        @Nullable Renewal renewal,
        WriteOutcome.Written determined) {

    String table() {
        return key.table().name();
    }

    /// DynamoDB rejects empty maps.
    @Nullable Map<String, String> namesOrNull() {
        return names.isEmpty() ? null : names;
    }

    @Nullable Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    /// Returns whether both are checks of the same item with the same condition.
    boolean isSameCheck(PreparedWrite other) {
        return write instanceof Write.Check
                && other.write instanceof Write.Check
                && key.equals(other.key)
                && String.valueOf(condition).equals(String.valueOf(other.condition))
                && names.equals(other.names)
                && values.equals(other.values);
    }
}
