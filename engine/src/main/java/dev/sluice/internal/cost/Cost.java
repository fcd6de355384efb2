// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

/// Amounts in DynamoDB's own units. They saturate: the largest `long` means that amount or more.
///
/// @param requests DynamoDB requests
/// @param waves sequential round trips
/// @param readHalves halves of a read request unit
/// @param writeUnits write request units
public record Cost(long requests, int waves, long readHalves, long writeUnits) {
    static final Cost NONE = new Cost(0, 0, 0, 0);

    /// Halves of a unit, whether it reads or writes.
    public long halves() {
        return Saturating.plus(readHalves, Saturating.times(writeUnits, 2));
    }

    /// Read request units.
    public double readUnits() {
        return readHalves / 2.0;
    }
}
