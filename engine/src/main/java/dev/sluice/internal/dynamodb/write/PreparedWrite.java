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

/// One write as DynamoDB is told of it, spelled once, so that every attempt says the same.
///
/// @param place among the writes that are sent together
/// @param item what is put; empty for what is no put
/// @param update null for what is no update
/// @param condition null where nothing is asked for
/// @param headrooms that the condition asks for
/// @param rooms of sets that the condition asks for by their sizes
/// @param names attribute names by placeholder
/// @param values by placeholder
/// @param renewal what is sent where an expired item is in the way, or null where it cannot be
/// @param determined what is known of the item once the write was applied
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

    /// DynamoDB refuses maps that are empty.
    @Nullable Map<String, String> namesOrNull() {
        return names.isEmpty() ? null : names;
    }

    @Nullable Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    /// Whether the two are checks of one item that ask for the same.
    boolean isSameCheck(PreparedWrite other) {
        return write instanceof Write.Check
                && other.write instanceof Write.Check
                && key.equals(other.key)
                && String.valueOf(condition).equals(String.valueOf(other.condition))
                && names.equals(other.names)
                && values.equals(other.values);
    }
}
