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
            case PlannedRequest.Pages pages -> Saturating.times(pages.count(), ofPage(pages));
            case PlannedRequest.Counts counts -> Saturating.times(counts.count(), ofCount(counts));
            case PlannedRequest.Writes _, PlannedRequest.Calls _ -> 0;
        };
    }

    /// Returns the most halves of a unit that the read of an item takes.
    ///
    /// @param kilobytes the largest size of the item
    public static long ofItem(int kilobytes, boolean consistent) {
        return halves(kilobytes, consistent);
    }

    /// Returns the most halves of a unit that the read of a page takes.
    ///
    /// @param items the most items that DynamoDB reads
    /// @param kilobytes the largest size of an item
    public static long ofPage(long items, int kilobytes, boolean consistent) {
        return halves(pageKilobytes(items, kilobytes), consistent);
    }

    /// Returns the read units of one of the items.
    public static double ofEach(PlannedRequest.Items items) {
        return halves(items.kilobytes(), items.consistent()) / 2.0;
    }

    /// Returns the read units of one of the pages.
    public static double ofEach(PlannedRequest.Pages pages) {
        return ofPage(pages) / 2.0;
    }

    /// Returns the read units of the count of one partition.
    public static double ofEach(PlannedRequest.Counts counts) {
        return ofCount(counts) / 2.0;
    }

    /// DynamoDB rounds each request up.
    private static long ofCount(PlannedRequest.Counts counts) {
        var whole =
                halves(Saturating.times(counts.items(), counts.kilobytes()), counts.consistent());
        return Saturating.plus(
                whole, Saturating.times(counts.requests() - 1, halves(1, counts.consistent())));
    }

    private static long ofPage(PlannedRequest.Pages pages) {
        return ofPage(pages.items(), pages.kilobytes(), pages.consistent());
    }

    /// The item that crosses the limit is still read whole.
    private static long pageKilobytes(long items, int kilobytes) {
        return Math.min(
                Saturating.times(items, kilobytes),
                DynamoDbQuotas.PAGE_KILOBYTES + (long) kilobytes);
    }

    private static long halves(long kilobytes, boolean consistent) {
        return Math.max(1, Saturating.divided(kilobytes, DynamoDbQuotas.READ_UNIT_KILOBYTES))
                * (consistent ? 2 : 1);
    }
}
