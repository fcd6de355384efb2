// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.cost.Cost;

/// The most that an operation can cost. Its components are members of JSON that commands print.
public record OperationBound(long requests, int waves, double readUnits, long writeUnits) {

    public static OperationBound of(Cost cost) {
        return new OperationBound(
                cost.requests(), cost.waves(), cost.readUnits(), cost.writeUnits());
    }
}
