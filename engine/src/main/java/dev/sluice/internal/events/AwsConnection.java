// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

import java.net.URI;
import java.time.Duration;

/// How to reach the services of AWS that carry events.
///
/// @param emulator the address of one that takes the place of AWS, or null
public record AwsConnection(
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        String region,
        @Nullable URI emulator) {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    public AwsConnection(
            AwsCredentialsProvider credentials, String region, @Nullable URI emulator) {
        this(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER)
                        .build(),
                credentials,
                region,
                emulator);
    }

    /// @param name the name or ARN of an event bus
    public EventTarget bus(String name) {
        var endpoint =
                emulator == null
                        ? URI.create(
                                "https://"
                                        + ServiceMetadata.of("events")
                                                .endpointFor(Region.of(region)))
                        : emulator;
        return new EventBus(
                client(endpoint, "events", "AWSEvents.PutEvents", "application/x-amz-json-1.1"),
                name);
    }

    /// @param url of a queue
    public DeadLetters queue(String url) {
        return new DeadLetterQueue(sqs(url, "SendMessage"), url);
    }

    /// Returns the client of one operation of Amazon SQS.
    ///
    /// @param url of the queue
    public AwsJsonClient sqs(String url, String operation) {
        return client(
                URI.create(url).resolve("/"),
                "sqs",
                "AmazonSQS." + operation,
                "application/x-amz-json-1.0");
    }

    private AwsJsonClient client(URI endpoint, String service, String target, String mediaType) {
        return new AwsJsonClient(http, credentials, region, endpoint, service, target, mediaType);
    }
}
