// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.schema.DynamoDbQuotas;

/// Computes what reads consume, in halves of a read request unit.
///
/// Source: Amazon DynamoDB Developer Guide, "DynamoDB on-demand capacity mode", "Read request
/// units".
public final class ReadUnits {
    private ReadUnits() {}

    static long halves(PlannedRequest request) {
        return switch (request) {
            case PlannedRequest.Items items ->
                    Saturating.times(items.count(), halves(items.kilobytes(), items.consistent()));
            case PlannedRequest.Pages pages ->
                    Saturating.times(
                            pages.count(), halves(pageKilobytes(pages), pages.consistent()));
            case PlannedRequest.Writes _, PlannedRequest.Calls _ -> 0;
        };
    }

    /// Returns the read units of one of the items.
    public static double ofEach(PlannedRequest.Items items) {
        return halves(items.kilobytes(), items.consistent()) / 2.0;
    }

    /// Returns the read units of one of the pages.
    public static double ofEach(PlannedRequest.Pages pages) {
        return halves(pageKilobytes(pages), pages.consistent()) / 2.0;
    }

    /// The item that crosses the limit is still read whole.
    private static long pageKilobytes(PlannedRequest.Pages pages) {
        return Math.min(
                Saturating.times(pages.items(), pages.kilobytes()),
                DynamoDbQuotas.PAGE_KILOBYTES + (long) pages.kilobytes());
    }

    private static long halves(long kilobytes, boolean consistent) {
        return Math.max(1, Saturating.divided(kilobytes, DynamoDbQuotas.READ_UNIT_KILOBYTES))
                * (consistent ? 2 : 1);
    }
}
