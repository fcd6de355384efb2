// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.emulator.Deployment;
import dev.sluice.devtools.emulator.LocalStack;
import dev.sluice.devtools.emulator.Moto;
import dev.sluice.devtools.emulator.NotInstalledException;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.testing.ShopProject;
import dev.sluice.internal.compile.SchemaCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.opentest4j.TestAbortedException;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Deploys the whole application with the SAM CLI to LocalStack, asks what the shop promises of the
/// tables that were deployed, updates the stack, restores a table and deletes the stack.
///
/// LocalStack only accepts the HTTP API, CodeDeploy, the dashboard and the functions.
/// `docs/how-to/localstack.md` says what `start.py` adds to it.
@TestMethodOrder(OrderAnnotation.class)
class DeployIT extends ShopSuite {
    private static final String INDEXED = "@index(name: \"byCategory\"";
    private static final String RESTORED = Deployment.STACK + "-orders-restored";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
    @Order(Integer.MAX_VALUE - 3)
    void an_update_adds_an_index_and_protects_the_tables() throws Exception {
        var made = deployment();
        var schema =
                Files.readString(Schemas.SHOP)
                        .replace(
                                INDEXED,
                                "@index(name: \"byName\", partitionKey: \"{name}\")\n  " + INDEXED);
        new Infrastructure(SchemaCompiler.compile("shop.graphqls", schema), made.tables()).write();

        made.deploy("Protect=on");

        assertThat(table("ProductsTable").globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("byCategory", "byName");
        for (var name : List.of("IdempotencyTable", "OrdersTable", "ProductsTable")) {
            assertThat(table(name).deletionProtectionEnabled()).isTrue();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void the_commands_of_the_page_restore_a_table_and_switch_to_it_and_back() throws Exception {
        var made = deployment();
        var page = Guide.of("restore.md");
        var own = shop().stage().stack().name("OrdersTable");
        try (var moto = Moto.start();
                var backups = StoreClient.to(new Endpoint(moto.url()), PATIENCE)) {
            copy("OrdersTable", backups);

            made.follow(
                    Stream.of("2. Restore", "3. Set what a restore does not")
                            .flatMap(step -> page.commands(step, Deployment.STACK).stream())
                            .toList(),
                    Map.of("AWS_ENDPOINT_URL_DYNAMODB", moto.url().toString()));

            assertRestored(backups, own);
        }

        made.deploy(page.parameters("4. Switch", Deployment.STACK));

        assertThat(made.tableNames())
                .contains("Orders=" + RESTORED + ",")
                .contains("Products=" + shop().stage().stack().name("ProductsTable"));
        // A parameter that is left out keeps its value.
        assertThat(table("OrdersTable").deletionProtectionEnabled()).isTrue();

        made.deploy(page.parameters("5. Let requests through again", Deployment.STACK));

        assertThat(made.tableNames()).contains("Orders=" + own);
    }

    /// Creates a table of the stack in another DynamoDB, with its items and backups.
    private void copy(String logicalId, DynamoDbClient target) {
        var table = shop().stage().stack().table(logicalId);
        target.createTable(table.creation());
        target.updateContinuousBackups(request ->
                request.tableName(table.name())
                        .pointInTimeRecoverySpecification(
                                backups -> backups.pointInTimeRecoveryEnabled(true)));
        new ItemWriter(target).put(table.name(), items(shop().stage().dynamoDb(), table.name()));
    }

    private static List<Map<String, AttributeValue>> items(DynamoDbClient client, String table) {
        return client.scanPaginator(request -> request.tableName(table)).items().stream().toList();
    }

    private static void assertRestored(DynamoDbClient client, String source) {
        var restored = client.describeTable(request -> request.tableName(RESTORED)).table();
        assertThat(restored.restoreSummary().sourceTableArn()).endsWith("/" + source);
        assertThat(restored.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("byStatus");
        assertThat(items(client, RESTORED))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(items(client, source));
        assertThat(restored.deletionProtectionEnabled()).isTrue();
        assertThat(restored.streamSpecification().streamViewType())
                .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(
                        client.describeTimeToLive(request -> request.tableName(RESTORED))
                                .timeToLiveDescription()
                                .attributeName())
                .isEqualTo("expiresAt");
        assertThat(
                        client.describeContinuousBackups(request -> request.tableName(RESTORED))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription()
                                .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void tables_that_are_not_protected_are_deleted_with_the_stack() throws Exception {
        var made = deployment();

        made.deploy("Protect=off");

        assertThat(table("OrdersTable").deletionProtectionEnabled()).isFalse();

        made.delete();

        assertThat(tables()).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void protected_tables_outlive_the_stack_until_the_commands_of_the_page_delete_them()
            throws Exception {
        var made = deployment();
        made.deploy("Protect=on");
        made.delete();
        var kept = tables();
        assertThat(kept).hasSize(5);
        assertThatThrownBy(() ->
                        shop().stage()
                                .dynamoDb()
                                .deleteTable(request -> request.tableName(kept.getFirst())))
                .isInstanceOf(DynamoDbException.class);

        var commands =
                Guide.of("deploy.md").commands("Delete a stack", Deployment.STACK).stream()
                        .filter(command -> command.startsWith("aws dynamodb"))
                        .toList();
        var listed = made.follow(commands.subList(0, 1), Map.of());
        for (var table : kept) {
            assertThat(listed).contains(table);
            made.follow(List.of(commands.getLast().replace("TABLE", table)), Map.of());
        }

        assertThat(tables()).isEmpty();
    }

    private Deployment deployment() {
        return Objects.requireNonNull(deployment);
    }

    private List<String> tables() {
        return shop().stage().dynamoDb().listTables().tableNames();
    }

    private TableDescription table(String logicalId) {
        var stage = shop().stage();
        var name = stage.stack().name(logicalId);
        return stage.dynamoDb().describeTable(request -> request.tableName(name)).table();
    }
}
