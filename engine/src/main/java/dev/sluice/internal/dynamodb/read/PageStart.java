// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a page starts in its partition, in the order in which the page is read.
public sealed interface PageStart {

    /// Returns the start after an item, or null for the first page.
    static @Nullable PageStart after(@Nullable PageKey key) {
        return key == null ? null : new After(key);
    }

    /// After the item with this key.
    record After(PageKey key) implements PageStart {}

    /// At a sort key, which no item of the partition need have.
    ///
    /// @param included whether the page contains the items that have it
    record At(AttributeValue sortKey, boolean included) implements PageStart {}
}
