// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// How far the items of a list are counted (`@query(maxCount:)`).
///
/// @param maxCount the largest number that is told
/// @param itemSize the largest size of an item, in KB
public record CountLimit(int maxCount, int itemSize) {
    public static final int MOST = 100_000;

    /// Returns how many items of a partition are read: one more, to learn whether there are more.
    public int items() {
        return maxCount + 1;
    }

    /// Returns how many requests one partition takes. DynamoDB ends a request when the next item
    /// would exceed 1 MB, or with the item that does.
    public int requests() {
        return 1 + (int) ((long) items() * itemSize / (DynamoDbQuotas.PAGE_KILOBYTES - itemSize));
    }
}
