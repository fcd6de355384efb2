// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Objects;

/// What the shop promises on every DynamoDB.
///
/// It does not test units, because each DynamoDB outside AWS counts them in its own way.
@TestInstance(Lifecycle.PER_CLASS)
abstract class ShopSuite implements Reads, Writes, RecordedEvents {
    private @Nullable RunningDynamoDb dynamoDb;
    private @Nullable ShopStage stage;

    /// Called once.
    abstract RunningDynamoDb dynamoDb() throws Exception;

    /// Called once.
    ///
    /// @param directory an empty directory
    ShopStage stage(RunningDynamoDb dynamoDb, Path directory) throws Exception {
        return new ShopStage(dynamoDb.url(), directory);
    }

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        dynamoDb = dynamoDb();
        stage = stage(dynamoDb, directory);
    }

    @AfterAll
    void close() throws Exception {
        if (stage != null) {
            stage.close();
        }
        if (dynamoDb != null) {
            dynamoDb.close();
        }
    }

    @Override
    public Shop shop() {
        return new Shop(Objects.requireNonNull(stage));
    }
}
