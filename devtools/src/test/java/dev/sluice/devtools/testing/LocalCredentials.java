// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import java.net.URI;
import java.util.Map;

/// While it is open, a DynamoDB client that is made in this process reaches a DynamoDB that is none
/// of AWS, with credentials that are none.
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
