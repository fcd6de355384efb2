// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.bucket;

import dev.sluice.internal.policy.Refusal;

import java.time.Duration;

/// What happened when an operation took units from its caller's bucket.
public sealed interface Charge {

    /// The bucket had enough.
    record Paid() implements Charge {}

    /// The bucket has too little.
    ///
    /// @param after the time until it has enough, positive
    record Refused(Duration after) implements Charge {}

    /// DynamoDB did not answer, so it is not known what the bucket has.
    record Failed(Refusal cause) implements Charge {}
}
