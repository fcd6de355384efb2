// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

/// Runs on the DynamoDB that the system property names, or on an embedded one.
class ShopIT extends ShopSuite {
    @Override
    RunningDynamoDb dynamoDb() {
        return RunningDynamoDb.ofTheRun();
    }
}
