// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.embedded.EmbeddedDynamoDb;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// The API of a project with the DynamoDB that it uses, until both are closed.
record RunningApi(TestApi api, DynamoDbClient client, EmbeddedDynamoDb dynamoDb)
        implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    static RunningApi start(ClassLoader loader) {
        var project = ClassPathProject.read(loader);
        EmbeddedDynamoDb dynamoDb;
        try {
            dynamoDb = EmbeddedDynamoDb.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var client = client(dynamoDb.endpoint());
        try {
            return new RunningApi(api(project, client), client, dynamoDb);
        } catch (RuntimeException e) {
            client.close();
            dynamoDb.close();
            throw e;
        }
    }

    private static TestApi api(ClassPathProject project, DynamoDbClient client) {
        var variables = variables();
        var settings = Settings.from(variables);
        var last = new LastRequest();
        var sluice =
                Sluice.builder()
                        .schema(ClassPathProject.SCHEMA, project.schema())
                        .resolvers(project.resolvers())
                        .trustedDocuments("operations", project.operations())
                        .settings(settings)
                        .dynamoDb(client)
                        .listener(last)
                        .build();
        var tables = new TestTables(client, project.catalog(), settings.tableNames());
        tables.create();
        var groupClaim = variables.getOrDefault("SLUICE_GROUP_CLAIM", "cognito:groups");
        return new TestApi(
                tables,
                new TestGateway(sluice.httpApi(), last),
                new NamedOperations(project.operations()),
                groupClaim);
    }

    /// Returns those of the build, and a key of cursors that lasts as long as every JVM.
    private static Map<String, String> variables() {
        var variables = new HashMap<>(System.getenv());
        variables.remove("SLUICE_CURSOR_SECRET");
        variables.putIfAbsent(
                "SLUICE_CURSOR_KEYS",
                "test:" + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        return variables;
    }

    /// Returns a client like that of the function.
    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClients.configure(DynamoDbClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @Override
    public void close() {
        client.close();
        dynamoDb.close();
    }
}
