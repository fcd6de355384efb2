// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Write;

import java.util.List;
import java.util.Map;

/// A record (`exists`) that granted access because it exists.
///
/// @param item the record's key
/// @param coordinate of the rules, `Type` or `Type.field`
/// @param rules the rules, including the one that names the record
public record GrantingRecord(
        Rule.Exists exists, ItemRequest item, String coordinate, List<Rule> rules) {

    /// Returns whether another rule may grant access if the record is gone.
    public boolean hasAlternatives() {
        return GrantingRecords.haveAlternatives(rules);
    }

    /// Returns a check that the record still exists and has not expired.
    public WriteRequest check() {
        var type = item.target().members().getFirst();
        return new WriteRequest(
                new Write.Check(type, exists.read(), null, null, null, null),
                item,
                _ -> null,
                Map.of(),
                null);
    }
}
