// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import dev.sluice.devtools.emulator.LocalStack;
import dev.sluice.devtools.emulator.NotInstalledException;

import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;

import java.io.IOException;

/// Runs on LocalStack: in a container if Docker is running, or else as a process of this machine.
class LocalStackIT extends ShopSuite {
    /// The last version of the image that starts without an account.
    static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    @Override
    RunningDynamoDb dynamoDb() throws IOException, InterruptedException {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : process();
    }

    private static RunningDynamoDb container() {
        var container = new LocalStackContainer(IMAGE).withServices("dynamodb");
        var token = System.getenv().getOrDefault(TOKEN, "");
        if (!token.isEmpty()) {
            container.withEnv(TOKEN, token);
        }
        container.start();
        return new RunningDynamoDb(container.getEndpoint(), container::stop);
    }

    private static RunningDynamoDb process() throws IOException, InterruptedException {
        try {
            var localStack = LocalStack.start();
            return new RunningDynamoDb(localStack.url(), localStack::close);
        } catch (NotInstalledException e) {
            throw new TestAbortedException("no Docker answers, and " + e.getMessage(), e);
        }
    }
}
