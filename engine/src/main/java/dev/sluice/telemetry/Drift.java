// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

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

    /// An operation took more than the bound that was computed before it ran.
    ///
    /// @param amount `requests` (first attempts), `waves`, `readUnits` or `writeUnits`
    record OfBound(String operation, String amount, double bound, double consumed)
            implements Drift {}
}
