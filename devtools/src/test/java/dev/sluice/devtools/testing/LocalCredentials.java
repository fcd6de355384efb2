// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import java.net.URI;
import java.util.Map;

/// While it is open, a DynamoDB client that is built in this process connects to a DynamoDB outside
/// AWS, with credentials that are not real.
public final class LocalCredentials implements AutoCloseable {
    private final Map<String, String> properties;

    private LocalCredentials(Map<String, String> properties) {
        this.properties = properties;
    }

    public static LocalCredentials at(URI dynamoDb) {
        var properties =
                Map.of(
                        "aws.endpointUrlDynamoDb", dynamoDb.toString(),
                        "aws.region", "us-east-1",
                        "aws.accessKeyId", "local",
                        "aws.secretAccessKey", "local");
        properties.forEach(System::setProperty);
        return new LocalCredentials(properties);
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
    }
}
