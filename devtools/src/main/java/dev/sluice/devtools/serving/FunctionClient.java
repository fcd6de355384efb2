// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.StoreClient;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintStream;

/// The client with which the function reaches DynamoDB, through the faults that are wanted.
record FunctionClient(@Nullable FaultLayer faults, DynamoDbClient client) implements AutoCloseable {

    /// @throws dev.sluice.devtools.failure.Failure if a fault cannot be used
    static FunctionClient open(
            FaultOptions options, Database database, Catalog catalog, PrintStream log) {
        var faults = FaultLayer.start(options, database.endpoint(), database.names(), catalog, log);
        return new FunctionClient(
                faults, faults == null ? database.client() : StoreClient.client(faults.endpoint()));
    }

    /// Does not close the client of a database without faults.
    @Override
    public void close() {
        if (faults != null) {
            client.close();
            faults.close();
        }
    }
}
