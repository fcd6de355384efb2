// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Items of one Scan request.
///
/// @param next the key after which the next page begins; empty if this is the last page
/// @param units what the request consumed
public record ScanPage(
        List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next, double units) {
    public ScanPage {
        items = List.copyOf(items);
        next = Map.copyOf(next);
    }

    public boolean isLast() {
        return next.isEmpty();
    }
}
