// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.lambda.Artifact;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.embedded.EmbeddedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// A DynamoDB in its own process, with the sample shop.
final class Shop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SCHEMA = "schema.graphqls";

    private final EmbeddedDynamoDb dynamoDb;

    private Shop(EmbeddedDynamoDb dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    static Shop open(Artifact artifact) throws IOException {
        var shop = new Shop(EmbeddedDynamoDb.start());
        var endpoint = new Endpoint(shop.endpoint());
        var catalog = SchemaCompiler.compile(SCHEMA, artifact.text(SCHEMA));
        try (var client = StoreClient.to(endpoint, PATIENCE)) {
            new TableSetup(client, endpoint, new TableNames(Map.of()), true)
                    .prepare(catalog.tables().values());
            ShopData.generate().fit(catalog).stream()
                    .collect(
                            groupingBy(
                                    item -> item.type().table(),
                                    mapping(StoredItem::attributes, toList())))
                    .forEach(new ItemWriter(client)::put);
        }
        return shop;
    }

    URI endpoint() {
        return dynamoDb.endpoint();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
