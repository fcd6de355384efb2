// SPDX-License-Identifier: Apache-2.0
package peer;

import org.springframework.stereotype.Component;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads of DynamoDB.
@Component
class Tables {
    private static final int ITEMS_OF_A_BATCH = 100;

    private final DynamoDbClient client;

    Tables(DynamoDbClient client) {
        this.client = client;
    }

    /// Returns the items that exist, by their key.
    Map<String, Item> items(String table, String key, List<String> ids) {
        var found = new HashMap<String, Item>();
        for (var from = 0; from < ids.size(); from += ITEMS_OF_A_BATCH) {
            var keys =
                    ids.subList(from, Math.min(ids.size(), from + ITEMS_OF_A_BATCH)).stream()
                            .map(id -> Map.of(key, AttributeValue.fromS(id)))
                            .toList();
            client.batchGetItem(request ->
                            request.requestItems(
                                    Map.of(table, KeysAndAttributes.builder().keys(keys).build())))
                    .responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> found.put(item.get(key).s(), new Item(item)));
        }
        return found;
    }

    List<Item> page(String table, String key, String value, boolean ascending, int most) {
        return client
                .query(request ->
                        request.tableName(table)
                                .keyConditionExpression("#key = :value")
                                .expressionAttributeNames(Map.of("#key", key))
                                .expressionAttributeValues(
                                        Map.of(":value", AttributeValue.fromS(value)))
                                .scanIndexForward(ascending)
                                .limit(most))
                .items()
                .stream()
                .map(Item::new)
                .toList();
    }
}
