// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// What one request took from DynamoDB.
///
/// @param requests requests sent, retries included
/// @param firstAttempts requests sent, without those that repeat an earlier one; the bound counts
///   these
/// @param waves sequential round trips: the steps of the longest chain of dependent requests
/// @param readUnits read request units, as ReturnConsumedCapacity reports them
/// @param writeUnits write request units
/// @param throttles replies in which DynamoDB throttled the request
/// @param cacheHits how often a field needed an item or page that another field had already asked
///   for
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
