// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import java.io.IOException;

/// On the DynamoDB that the run is given, or on an embedded one.
class ShopIT extends ShopSuite {
    @Override
    RunningDynamoDb dynamoDb() throws IOException {
        return RunningDynamoDb.ofTheRun();
    }
}
