// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Loads the classes of the SDK that read from DynamoDB. It sends nothing: the responses are in
/// memory.
public final class DynamoDbPreload {
    private static final String ITEM =
            """
            {"id": {"S": "-"}, "count": {"N": "1"}, "lines": {"L": [{"M": {"id": {"S": "-"}}}]}}\
            """;
    private static final String CONSUMED = "{\"TableName\": \"-\", \"CapacityUnits\": 0.5}";
    private static final Map<String, String> NAMES = Map.of("#id", "id");
    private static final AttributeValue ID = AttributeValue.fromS("-");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private DynamoDbPreload() {}

    /// @throws software.amazon.awssdk.core.exception.SdkException if the environment has no region
    public static void run() {
        DynamoDbClients.configure(DynamoDbClient.builder()).build().close();
        readItems();
        readPage();
    }

    private static void readItems() {
        var keys =
                KeysAndAttributes.builder()
                        .keys(List.of(Map.of("id", ID)))
                        .projectionExpression("#id")
                        .expressionAttributeNames(NAMES)
                        .build();
        try (var client =
                client(
                        "{\"Responses\": {\"-\": [%s]}, \"ConsumedCapacity\": [%s]}"
                                .formatted(ITEM, CONSUMED))) {
            client.batchGetItem(request ->
                    request.requestItems(Map.of("-", keys))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .overrideConfiguration(limit -> limit.apiCallTimeout(LIMIT)));
        }
    }

    private static void readPage() {
        try (var client =
                client("{\"Items\": [%s], \"ConsumedCapacity\": %s}".formatted(ITEM, CONSUMED))) {
            client.query(request ->
                    request.tableName("-")
                            .keyConditionExpression("#id = :id")
                            .expressionAttributeNames(NAMES)
                            .expressionAttributeValues(Map.of(":id", ID))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .overrideConfiguration(limit -> limit.apiCallTimeout(LIMIT)));
        }
    }

    private static DynamoDbClient client(String response) {
        return DynamoDbClient.builder()
                .httpClient(new CannedHttpClient(response))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("preload", "preload")))
                .build();
    }
}
