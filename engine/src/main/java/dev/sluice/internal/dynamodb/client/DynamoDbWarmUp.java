// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.Table;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Warms up everything that a request to DynamoDB uses: the SDK, its serialization, credentials and
/// TLS.
public final class DynamoDbWarmUp {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private DynamoDbWarmUp() {}

    /// Reads an item that does not exist, with a BatchGetItem, which waves send most often.
    ///
    /// @param name the table's name in DynamoDB
    /// @throws software.amazon.awssdk.core.exception.SdkException if the request fails
    public static void run(DynamoDbLink link, Table table, String name) {
        SdkWarmUp.warmUp(DynamoDbClient.class);
        var key = new HashMap<String, AttributeValue>();
        put(key, table.key().partition());
        if (table.key().sort() != null) {
            put(key, table.key().sort());
        }
        var keys = KeysAndAttributes.builder().keys(List.of(key)).build();
        link.client()
                .batchGetItem(request ->
                        request.requestItems(Map.of(name, keys))
                                .overrideConfiguration(override -> override.apiCallTimeout(LIMIT)));
    }

    private static void put(Map<String, AttributeValue> key, KeyAttribute attribute) {
        key.put(
                attribute.name(),
                switch (attribute.type()) {
                    case N -> AttributeValue.fromN("0");
                    case B -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1]));
                    case S, M, L, SS, NS, BS -> AttributeValue.fromS("-");
                });
    }
}
