// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A process with little memory that reads much. Its arguments are a schema file, the address of
/// DynamoDB, the value of `SLUICE_TABLES` and that of `SLUICE_MAX_READ_BYTES`, and documents.
/// Prints the status and the body of each reply.
public final class LargeReads {
    private static final int SETTINGS = 4;

    private LargeReads() {}

    public static void main(String[] arguments) throws Exception {
        try (var client =
                DynamoDbClients.configure(DynamoDbClient.builder())
                        .endpointOverride(URI.create(arguments[1]))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build()) {
            var handler =
                    Sluice.builder()
                            .schema("test.graphqls", Files.readString(Path.of(arguments[0])))
                            .dynamoDb(client)
                            .settings(
                                    Settings.from(
                                            Map.of(
                                                    "SLUICE_CURSOR_KEYS",
                                                    "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                                    "SLUICE_TABLES",
                                                    arguments[2],
                                                    "SLUICE_MAX_READ_BYTES",
                                                    arguments[3])))
                            .build()
                            .httpApi();
            for (var document : List.of(arguments).subList(SETTINGS, arguments.length)) {
                var event =
                        Events.post(
                                Api.Who.NOBODY,
                                "{\"query\":%s}"
                                        .formatted(JsonNodeFactory.instance.textNode(document)),
                                Map.of());
                var response = handler.handleRequest(event, new Invocation(30_000));
                System.out.println(response.getStatusCode() + " " + response.getBody());
            }
        }
    }
}
