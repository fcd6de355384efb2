// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// What one request took from DynamoDB.
///
/// @param requests requests sent, retries included
/// @param firstAttempts requests sent, without those that send again what was sent before: what a
///   bound counts
/// @param waves sequential round trips: the steps of the longest chain of dependent requests
/// @param readUnits read request units, as ReturnConsumedCapacity reports them
/// @param writeUnits write request units
/// @param throttles replies by which DynamoDB asked for less
/// @param cacheHits items and pages that an earlier or the same request had
public record Consumption(
        int requests,
        int firstAttempts,
        int waves,
        double readUnits,
        double writeUnits,
        int throttles,
        int cacheHits) {
    public static final Consumption NONE = new Consumption(0, 0, 0, 0, 0, 0, 0);
}
