// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// The key at which a page ended: the key of an item in its table and, for a page of an index, in
/// that index.
///
/// Clients see it only as a cursor that `CursorCodec` sealed.
public record PageKey(Map<String, AttributeValue> attributes) {
    public PageKey {
        attributes = Map.copyOf(attributes);
    }
}
