// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import java.io.IOException;

/// Runs on the DynamoDB that the system property names, or on an embedded one.
class ShopIT extends ShopSuite {
    @Override
    RunningDynamoDb dynamoDb() throws IOException {
        return RunningDynamoDb.ofTheRun();
    }
}
