// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.client.ClosingHttpClient;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Reads a secret of AWS Secrets Manager.
///
/// @param id its ARN or name
/// @param clients makes a new client for each reading, so that no connection or credential outlives
///   the reading
record SecretReader(String id, Supplier<SecretsManagerClient> clients) {
    private static final int LEAST_CHARACTERS = 32;

    /// Uses the region and the credentials of the environment.
    static SecretReader of(String id) {
        return new SecretReader(
                id,
                () ->
                        SecretsManagerClient.builder()
                                .httpClientBuilder(ClosingHttpClient.builder())
                                .build());
    }

    /// @param limit the timeout of each request
    /// @throws InvalidSettingException if the text is too short
    /// @throws software.amazon.awssdk.core.exception.SdkException if the secret cannot be read
    SecretKeys read(Duration limit) {
        try (var client = clients.get()) {
            // In this order. A version that is created between the two requests is missed, but no
            // version that existed before them.
            var newest = version(client, "AWSCURRENT", limit);
            var previous = previous(client, limit);
            var text = usable(newest);
            if (text == null) {
                throw new InvalidSettingException(
                        Setting.CURSOR_SECRET.variable().name(),
                        "a secret whose text has at least %d characters"
                                .formatted(LEAST_CHARACTERS));
            }
            var created = newest.createdDate();
            return SecretKeys.of(
                    text,
                    previous == null ? null : usable(previous),
                    created == null ? Instant.EPOCH : created);
        }
    }

    private @Nullable GetSecretValueResponse previous(SecretsManagerClient client, Duration limit) {
        try {
            return version(client, "AWSPREVIOUS", limit);
        } catch (ResourceNotFoundException _) {
            return null;
        }
    }

    private GetSecretValueResponse version(
            SecretsManagerClient client, String stage, Duration limit) {
        return client.getSecretValue(request ->
                request.secretId(id)
                        .versionStage(stage)
                        .overrideConfiguration(override -> override.apiCallTimeout(limit)));
    }

    private static @Nullable String usable(GetSecretValueResponse version) {
        var text = version.secretString();
        return text == null || text.length() < LEAST_CHARACTERS ? null : text;
    }
}
