// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.dynamodb.expression.ExpressionValues;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Write;

import java.util.List;

/// A record (`exists`) that granted access because it exists and meets its condition.
///
/// @param item the record's key
/// @param values of the condition
/// @param coordinate of the rules, `Type` or `Type.field`
/// @param rules the rules, including the one that names the record
public record GrantingRecord(
        Rule.Exists exists,
        ItemRequest item,
        ExpressionValues values,
        String coordinate,
        List<Rule> rules) {

    /// Returns whether another rule may grant access if the record is gone.
    public boolean hasAlternatives() {
        return GrantingRecords.haveAlternatives(rules);
    }

    /// Returns a check that the record still exists, has not expired and meets its condition.
    public WriteRequest check() {
        return new WriteRequest(
                new Write.Check(exists.type(), exists.read(), null, exists.condition(), null, null),
                item,
                values,
                List.of(),
                null);
    }
}
