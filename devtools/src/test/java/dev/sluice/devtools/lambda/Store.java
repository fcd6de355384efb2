// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// An embedded DynamoDB with the shop.
final class Store implements AutoCloseable {
    private final SharedDynamoDb dynamoDb = SharedDynamoDb.open();

    Store(Artifact artifact) throws IOException {
        var catalog = SchemaCompiler.compile("schema.graphqls", artifact.text("schema.graphqls"));
        new TableSetup(client(), new Endpoint(endpoint()), new TableNames(Map.of()), true)
                .prepare(catalog.tables().values());
        ShopData.generate().fit(catalog).stream()
                .collect(
                        groupingBy(
                                item -> item.type().table(),
                                mapping(StoredItem::attributes, toList())))
                .forEach(new ItemWriter(client())::put);
    }

    URI endpoint() {
        return dynamoDb.endpoint();
    }

    DynamoDbClient client() {
        return dynamoDb.client();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
