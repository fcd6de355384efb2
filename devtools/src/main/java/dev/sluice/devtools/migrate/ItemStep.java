// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.Map;

/// Does with one item what a migration needs. Safe for use by many threads.
public sealed interface ItemStep permits AttributeUpdates, ItemMoves {
    Task task();

    /// Returns the table that has the items.
    TableDescription table();

    /// @param item as it was read
    ItemOutcome apply(Map<String, AttributeValue> item);
}
