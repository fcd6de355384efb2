// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// A difference between what a schema declares and what is in DynamoDB. The bounds are then too
/// low.
public sealed interface Drift {

    /// Returns the name of the operation that found it, at most 64 characters; empty if it has no
    /// name.
    String operation();

    /// An item is larger than its type's `itemSize`. Reported once for each type and operation,
    /// with the largest item.
    ///
    /// @param declaredKilobytes the value of `itemSize`
    /// @param foundKilobytes the least size of the item, rounded up; attributes that were not read
    ///   are not counted
    record OfItem(String operation, String type, int declaredKilobytes, int foundKilobytes)
            implements Drift {}

    /// Items in a range that were left out of the answer, because they are not what the schema says
    /// is stored there.
    ///
    /// @param table its name in the schema
    /// @param items how many the operation found
    record Unread(String operation, String table, Reason reason, int items) implements Drift {
        /// Why the items were left out, from items that resemble no type to items that resemble one
        /// most. `description` is the text for the log.
        public enum Reason {
            KEY_OF_NO_TYPE("the key belongs to no requested type"),
            KEY_NOT_ESCAPED("the values in the key are not spelled as Sluice spells them"),
            KEY_NOT_LOWER_CASE("the values in the key are not in lower case"),
            KEY_DIFFERS("the values in the key differ from each other or from the fields"),
            DISCRIMINATOR_OF_NO_TYPE("the discriminator belongs to no type with this key"),
            INDEX_KEY_DIFFERS("the index key differs from the fields");

            private final String description;

            Reason(String description) {
                this.description = description;
            }

            public String description() {
                return description;
            }
        }
    }

    /// A field that is part of a key also has its own attribute, with another value. For the key of
    /// the table, the key's value counts; for the key of an index, the item's value counts.
    ///
    /// @param index the index, or null if the key is the table's
    record OfKey(String operation, String type, String field, @Nullable String index)
            implements Drift {}

    /// An operation took more than the bound that was computed before it ran.
    ///
    /// @param amount `requests` (first attempts), `waves`, `readUnits` or `writeUnits`
    record OfBound(String operation, String amount, double bound, double consumed)
            implements Drift {}
}
