// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.emulator.Deployment;
import dev.sluice.devtools.emulator.LocalStack;
import dev.sluice.devtools.emulator.NotInstalledException;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.testing.ShopProject;
import dev.sluice.internal.compile.SchemaCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.opentest4j.TestAbortedException;

import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Deploys the whole application with the SAM CLI to LocalStack, asks what the shop promises of the
/// tables that were deployed, updates the stack and deletes it.
///
/// LocalStack only accepts the HTTP API, CodeDeploy, the dashboard and the functions.
/// `docs/how-to/localstack.md` says what `start.py` adds to it.
@TestMethodOrder(OrderAnnotation.class)
class DeployIT extends ShopSuite {
    private static final String INDEXED = "@index(name: \"byCategory\"";

    private @Nullable LocalStack localStack;
    private @Nullable Deployment deployment;

    @Override
    RunningDynamoDb dynamoDb() throws IOException, InterruptedException {
        try {
            var started = LocalStack.start();
            localStack = started;
            return new RunningDynamoDb(started.url(), started::close);
        } catch (NotInstalledException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    @Override
    ShopStage stage(RunningDynamoDb dynamoDb, Path directory) throws Exception {
        var made =
                new Deployment(
                        Objects.requireNonNull(localStack),
                        directory.resolve("project"),
                        ShopProject.artifact());
        deployment = made;
        Files.copy(ShopProject.infrastructure(), made.tables());
        made.deploy("Protect=off");
        var tables = made.tableNames();
        return new ShopStage(
                dynamoDb.url(),
                Files.createDirectory(directory.resolve("function")),
                client -> DataStack.deployed(client, tables));
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void an_update_adds_an_index_protects_the_tables_and_switches_to_a_restored_one()
            throws Exception {
        var made = Objects.requireNonNull(deployment);
        var schema =
                Files.readString(Schemas.SHOP)
                        .replace(
                                INDEXED,
                                "@index(name: \"byName\", partitionKey: \"{name}\")\n  " + INDEXED);
        new Infrastructure(SchemaCompiler.compile("shop.graphqls", schema), made.tables()).write();

        made.deploy("Protect=on", "RestoredTables=Orders=orders-restored");

        assertThat(table("ProductsTable").globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("byCategory", "byName");
        for (var name : List.of("IdempotencyTable", "OrdersTable", "ProductsTable")) {
            assertThat(table(name).deletionProtectionEnabled()).isTrue();
        }
        assertThat(made.tableNames())
                .contains("Orders=orders-restored,")
                .contains("Products=" + shop().stage().stack().name("ProductsTable"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void tables_that_are_not_protected_are_deleted_with_the_stack() throws Exception {
        var made = Objects.requireNonNull(deployment);

        made.deploy("Protect=off", "RestoredTables=\"\"");

        assertThat(made.tableNames())
                .contains("Orders=" + shop().stage().stack().name("OrdersTable"));
        assertThat(table("OrdersTable").deletionProtectionEnabled()).isFalse();

        made.delete();

        assertThat(shop().stage().dynamoDb().listTables().tableNames()).isEmpty();
    }

    private TableDescription table(String logicalId) {
        var stage = shop().stage();
        var name = stage.stack().name(logicalId);
        return stage.dynamoDb().describeTable(request -> request.tableName(name)).table();
    }
}
