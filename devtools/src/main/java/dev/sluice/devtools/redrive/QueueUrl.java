// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.internal.events.AwsConnection;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The URL of a queue, which says where all of its stack is: in a region of AWS, or in an emulator.
public record QueueUrl(URI url) {
    private static final Pattern REGION = Pattern.compile("sqs\\.([a-z0-9-]+)\\..*");

    /// @throws Failure if the text is not the URL of a queue
    public static QueueUrl parse(String option, String text) {
        try {
            var url = URI.create(text);
            var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getPath().matches("/.+/.+")) {
                var queue = new QueueUrl(url);
                if (queue.isLocal() || queue.region().matches()) {
                    return queue;
                }
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw Failure.usage(
                "%s '%s' is not the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/123456789012/name."
                        .formatted(option, text));
    }

    private boolean isLocal() {
        return !new Endpoint(url).isAws();
    }

    private Matcher region() {
        return REGION.matcher(url.getHost());
    }

    /// Returns a connection with the developer's own credentials only to AWS.
    public AwsConnection connection() {
        if (isLocal()) {
            return new AwsConnection(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                    "us-east-1",
                    url.resolve("/"));
        }
        var region = region();
        return new AwsConnection(
                DefaultCredentialsProvider.builder().build(),
                region.matches() ? region.group(1) : "",
                null);
    }

    /// Returns the DynamoDB beside the queue.
    public Endpoint store() {
        return new Endpoint(
                isLocal()
                        ? url.resolve("/")
                        : URI.create(
                                "https://"
                                        + url.getHost().replaceFirst("sqs", "streams.dynamodb")));
    }
}
