// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;

/// Runs on LocalStack if Docker is running.
class LocalStackIT extends ShopSuite {
    /// The last version of the image that starts without an account.
    static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    @Override
    RunningDynamoDb dynamoDb() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker answers, so LocalStack is not started");
        var container = new LocalStackContainer(IMAGE).withServices("dynamodb");
        var token = System.getenv().getOrDefault(TOKEN, "");
        if (!token.isEmpty()) {
            container.withEnv(TOKEN, token);
        }
        container.start();
        return new RunningDynamoDb(container.getEndpoint(), container::stop);
    }
}
