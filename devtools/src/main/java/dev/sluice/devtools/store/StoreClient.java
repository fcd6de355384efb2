// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;

/// Connects to a DynamoDB. Uses the developer's own AWS credentials only for a real one.
public final class StoreClient {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private StoreClient() {}

    /// Returns a client of a DynamoDB that answers.
    ///
    /// @throws Failure if no DynamoDB answers in time
    public static DynamoDbClient to(Endpoint endpoint, Duration patience) {
        DynamoDbClient client;
        try {
            client = client(endpoint);
        } catch (SdkClientException e) {
            throw Failure.environment(
                    "DynamoDB at %s cannot be used: %s".formatted(endpoint, FirstLine.of(e)));
        }
        awaitAnswer(client, endpoint, patience);
        return client;
    }

    /// Returns a client like that of the function, without a request.
    public static DynamoDbClient client(Endpoint endpoint) {
        return connected(DynamoDbClients.configure(DynamoDbClient.builder()), endpoint);
    }

    /// Returns a client of the streams of the tables at the endpoint, without a request.
    public static DynamoDbStreamsClient streams(Endpoint endpoint) {
        return connected(
                DynamoDbStreamsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder()),
                endpoint);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C connected(B builder, Endpoint endpoint) {
        // The SDK retries the requests of the command itself. The engine retries its own.
        builder.overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD));
        if (endpoint.url() != null) {
            builder.endpointOverride(endpoint.url());
        }
        if (!endpoint.isAws()) {
            builder.region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")));
        } else if (endpoint.region() != null) {
            builder.region(Region.of(endpoint.region()));
        }
        return builder.build();
    }

    private static void awaitAnswer(DynamoDbClient client, Endpoint endpoint, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            try {
                client.listTables(
                        r -> r.limit(1).overrideConfiguration(o -> o.apiCallTimeout(left)));
                return;
            } catch (DynamoDbException e) {
                if (e.statusCode() < 500) {
                    // DynamoDB answers. If it does not allow what is needed, later requests report
                    // that.
                    return;
                }
                giveUpAfter(end, client, endpoint, patience, e);
            } catch (SdkClientException e) {
                giveUpAfter(end, client, endpoint, patience, e);
            }
        }
    }

    private static void giveUpAfter(
            long end,
            DynamoDbClient client,
            Endpoint endpoint,
            Duration patience,
            Exception fault) {
        if (System.nanoTime() + PAUSE.toNanos() >= end) {
            client.close();
            throw Failure.environment(
                    "DynamoDB at %s did not answer within %d seconds: %s"
                            .formatted(endpoint, patience.toSeconds(), FirstLine.of(fault)));
        }
        Pause.of(PAUSE);
    }
}
