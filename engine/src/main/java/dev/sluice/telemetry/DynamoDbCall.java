// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.time.Duration;
import java.util.List;

/// One request to DynamoDB, with the SDK's own retries of it.
///
/// @param operation as DynamoDB calls it: `BatchGetItem`
/// @param tables their names in DynamoDB, sorted
/// @param items that were asked for or written; 1 for a Query
/// @param answered whether DynamoDB did what was asked for
public record DynamoDbCall(
        String operation, List<String> tables, int items, Duration took, boolean answered) {
    public DynamoDbCall {
        tables = List.copyOf(tables);
    }
}
