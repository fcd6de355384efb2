// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// What one item needs where it is. It holds for the item as it was read.
///
/// @param set the new value of each attribute, or null to remove it
/// @param seen the value of each attribute that decides, or null if it was absent
/// @param left why an attribute of the item is left as it is, or null
record ItemChange(
        Map<String, @Nullable AttributeValue> set,
        Map<String, @Nullable AttributeValue> seen,
        @Nullable String left) {
    static final ItemChange NONE = new ItemChange(Map.of(), Map.of(), null);
}
