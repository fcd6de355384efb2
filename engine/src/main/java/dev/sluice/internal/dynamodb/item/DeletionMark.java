// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// Decides which items are marked as deleted: those with a value, other than NULL, in the attribute
/// of `@table(deletedAt:)`. Such an item counts as missing, in reads and in the conditions of
/// writes.
public final class DeletionMark {
    private static final String NULL = "NULL";

    private DeletionMark() {}

    static boolean isOn(StoredType type, Map<String, AttributeValue> attributes) {
        var mark = type.deletedAt() == null ? null : attributes.get(type.deletedAt().name());
        return mark != null && !Boolean.TRUE.equals(mark.nul());
    }

    /// Returns the expression that holds for an item without the mark, and if there is no item.
    ///
    /// @param name the placeholder of the attribute
    /// @param nothing the placeholder of `nothing`
    public static String absent(String name, String nothing) {
        return "(attribute_not_exists(%s) OR attribute_type(%s, %s))"
                .formatted(name, name, nothing);
    }

    /// Returns DynamoDB's name of the type of a null.
    public static AttributeValue nothing() {
        return AttributeValue.fromS(NULL);
    }
}
