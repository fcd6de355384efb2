// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// The compiled `@limits(perCaller:)`: the bucket of read and write units that each caller has.
///
/// @param units the most that the bucket holds, which is also what it gets back in the period
/// @param seconds the period
/// @param table the name in the schema of the table that holds the buckets
public record CallerLimit(int units, int seconds, String table) {
    /// The most requests that one operation needs to take its units from the table.
    public static final int REQUESTS = 2;

    /// The key of a bucket: a hash of its caller.
    public static final String ID = "id";

    /// The microsecond since 1970 at which the bucket is full again.
    public static final String FULL_AT = "fullAt";

    public static final String EXPIRES_AT = "expiresAt";
}
