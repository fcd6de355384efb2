// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// The quotas of DynamoDB that batches, transactions and costs depend on. Sizes are in units of
/// 1,024 bytes, as DynamoDB counts them.
///
/// Source: Amazon DynamoDB Developer Guide, "Quotas in Amazon DynamoDB"
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html), and
/// "DynamoDB read and write operations" for what a unit covers.
public final class DynamoDbQuotas {
    public static final int BYTES_OF_A_KILOBYTE = 1_024;

    private static final int KILOBYTES_OF_A_MEGABYTE = 1_024;

    /// The most keys of one BatchGetItem.
    public static final int BATCH_KEYS = 100;

    /// The most that one BatchGetItem returns.
    public static final int BATCH_KILOBYTES = 16 * KILOBYTES_OF_A_MEGABYTE;

    /// The most of one partition that one BatchGetItem returns without leaving keys unprocessed: a
    /// request must not ask one partition for more.
    public static final int BATCH_PARTITION_KILOBYTES = KILOBYTES_OF_A_MEGABYTE;

    /// A Query stops reading here. The item that crosses the limit is still read whole.
    public static final int PAGE_KILOBYTES = KILOBYTES_OF_A_MEGABYTE;

    /// The most actions of one TransactWriteItems.
    public static final int TRANSACTION_ACTIONS = 100;

    /// The most that the items of one TransactWriteItems may have together.
    public static final int TRANSACTION_BYTES = 4 * KILOBYTES_OF_A_MEGABYTE * BYTES_OF_A_KILOBYTE;

    /// What one strongly consistent read request unit reads.
    public static final int READ_UNIT_KILOBYTES = 4;

    /// The most values that `IN` compares with.
    public static final int IN_VALUES = 100;

    private DynamoDbQuotas() {}
}
