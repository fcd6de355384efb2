// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// A process with little memory that reads much. Its arguments are a schema file, the address of
/// DynamoDB, the value of `SLUICE_TABLES`, another variable as `NAME=value`, how often the first
/// document is sent at once, and documents. Prints the status and the body of each reply.
public final class LargeReads {
    private static final int SETTINGS = 5;

    private LargeReads() {}

    public static void main(String[] arguments) throws Exception {
        var variable = arguments[3].split("=", 2);
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
                                                    variable[0],
                                                    variable[1])))
                            .build()
                            .httpApi();
            var documents = List.of(arguments).subList(SETTINGS, arguments.length);
            var first = documents.getFirst();
            var times = Integer.parseInt(arguments[4]);
            try (var threads = Executors.newFixedThreadPool(times)) {
                Callable<String> call = () -> reply(handler, first);
                for (var reply : threads.invokeAll(Collections.nCopies(times, call))) {
                    System.out.println(reply.get());
                }
            }
            for (var document : documents.subList(1, documents.size())) {
                System.out.println(reply(handler, document));
            }
        }
    }

    private static String reply(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            String document) {
        var event =
                Events.post(
                        Api.Who.NOBODY,
                        "{\"query\":%s}".formatted(JsonNodeFactory.instance.textNode(document)),
                        Map.of());
        var response = handler.handleRequest(event, new Invocation(30_000));
        return response.getStatusCode() + " " + response.getBody();
    }
}
