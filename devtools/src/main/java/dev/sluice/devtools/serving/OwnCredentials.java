// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.lambda.Credentials;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The developer's own AWS credentials and region, which the function uses as those of its role.
final class OwnCredentials {
    private OwnCredentials() {}

    /// Returns the credentials that a client of a real DynamoDB uses.
    ///
    /// @throws Failure if there are none
    static Credentials of(DynamoDbClient client) {
        var configuration = client.serviceClientConfiguration();
        try {
            var identity = configuration.credentialsProvider().resolveIdentity().join();
            return new Credentials(
                    identity.accessKeyId(),
                    identity.secretAccessKey(),
                    identity instanceof AwsSessionCredentials session
                            ? session.sessionToken()
                            : null,
                    configuration.region().id());
        } catch (SdkClientException e) {
            throw Failure.environment("There are no AWS credentials: " + e.getMessage());
        }
    }
}
