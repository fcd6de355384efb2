// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// What a schema declares, and DynamoDB does not keep to: what is computed from it is then too low.
public sealed interface Drift {

    /// The operation that met it, 64 characters at the most; empty where it has no name.
    String operation();

    /// An item is larger than its type's `itemSize`. It is told once for a type and operation, of
    /// the largest item.
    ///
    /// @param declaredKilobytes as `itemSize` says
    /// @param foundKilobytes what the item has at the least, rounded up: attributes that were not
    ///   read are not known
    record OfItem(String operation, String type, int declaredKilobytes, int foundKilobytes)
            implements Drift {}

    /// Items of a range that no answer holds: they are there, and none of what the schema says is
    /// stored there.
    ///
    /// @param table its name in the schema
    /// @param items how many the operation met
    record Unread(String operation, String table, Reason reason, int items) implements Drift {
        /// Why an item is none of those that were asked for. `told` says it in a log.
        public enum Reason {
            KEY_OF_NO_TYPE("a key of no type that was asked for"),
            KEY_NOT_ESCAPED("a key with a value that is not escaped as the schema language does"),
            INDEX_KEY_DIFFERS("an index key that differs from what the item holds");

            private final String told;

            Reason(String told) {
                this.told = told;
            }

            public String told() {
                return told;
            }
        }
    }

    /// A field that stands in a key has an attribute of its own that says something else. The key
    /// of the table counts; against the key of an index the item does.
    ///
    /// @param index null where the key is that of the table
    record OfKey(String operation, String type, String field, @Nullable String index)
            implements Drift {}

    /// An operation took more than the bound that was computed before it ran.
    ///
    /// @param amount `requests` (first attempts), `waves`, `readUnits` or `writeUnits`
    record OfBound(String operation, String amount, double bound, double consumed)
            implements Drift {}
}
