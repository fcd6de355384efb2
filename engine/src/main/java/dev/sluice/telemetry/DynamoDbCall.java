// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.time.Duration;
import java.util.List;

/// One request to DynamoDB, including the SDK's retries.
///
/// @param operation the name that DynamoDB uses: `BatchGetItem`
/// @param tables their names in DynamoDB, sorted
/// @param items number of items requested or written; 1 for a Query
/// @param answered whether DynamoDB carried out the request
public record DynamoDbCall(
        String operation, List<String> tables, int items, Duration took, boolean answered) {
    public DynamoDbCall {
        tables = List.copyOf(tables);
    }
}
