// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.migrate.Migration;
import dev.sluice.devtools.migrate.TableMigration;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.embedded.EmbeddedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A migration that is killed three times while clients write gives each item what it needs, once.
class MigrationTest {
    private static final int ITEMS = Boolean.getBoolean("sluice.thorough") ? 100_000 : 2_000;
    private static final int TITLES = 50;
    private static final int SEGMENTS = 4;

    private static final String EARLIER =
            """
            schema { query: Query mutation: Mutation }
            type Ticket @table(name: "Tickets", partitionKey: "TICKET#{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              title: String!
            }
            type Query { oneTicket(id: ID!): Ticket @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Mutation {
              rename(id: ID!, title: String!): Ticket @auth(rules: [{public: true}])
                @write(update: "Ticket", key: "id = $id", expression: "SET title = $title")
            }
            """;

    private static final String LATER =
            EARLIER.replace(
                            "itemSize: 1)",
                            "itemSize: 1) @index(name: \"byTitle\", partitionKey: \"TITLE#{title}\")")
                    .replace(
                            "type Query {",
                            """
                            type Query {
                              byTitle(title: String!, first: Int! = 50, after: String): TicketConnection! @auth(rules: [{public: true}])
                                @query(index: "byTitle", keyCondition: "title = $title")
                            """);

    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = EmbeddedDynamoDb.start();
        client = StoreClient.to(new Endpoint(dynamoDb.endpoint()), Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @Test
    void each_item_is_right_and_written_once_although_the_migration_is_killed_three_times()
            throws Exception {
        var earlier = new DeployedVersion(EARLIER, client);
        var later = new DeployedVersion(LATER, client);
        var setup =
                new TableSetup(
                        client, new Endpoint(dynamoDb.endpoint()), new TableNames(Map.of()), true);
        setup.prepare(earlier.catalog.tables().values());
        fill();
        setup.prepare(later.catalog.tables().values());
        var needed = TableMigration.between(earlier.catalog, later.catalog, List.of()).getFirst();
        var table = setup.require(needed.table());
        var began = System.nanoTime();

        var writing = new AtomicBoolean(true);
        var renamed = new ConcurrentHashMap<String, String>();
        var writes = new ConcurrentHashMap<String, Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients =
                    List.of(
                            threads.submit(() -> rename(later, 0, writing, renamed)),
                            threads.submit(() -> rename(later, 1, writing, renamed)));
            try {
                for (int kill = 0; kill < 3; kill++) {
                    var doomed = new Doomed(ITEMS / 5 + kill, writes);
                    assertThatThrownBy(() -> run(doomed, needed, table)).isNotNull();
                }
                run(new Doomed(Long.MAX_VALUE, writes), needed, table);
            } finally {
                writing.set(false);
            }
            for (var each : clients) {
                each.get();
            }
        }
        System.out.printf(
                "%d items, 3 kills: %d written by the migration, %d renamed by clients, %d s%n",
                ITEMS,
                writes.size(),
                renamed.size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds());

        assertThat(writes.values()).containsOnly(1);
        var items = client.scanPaginator(r -> r.tableName("Tickets")).items().stream().toList();
        assertThat(items).hasSize(ITEMS);
        for (var item : items) {
            var id = text(item, "id");
            assertThat(text(item, "title")).isEqualTo(renamed.getOrDefault(id, title(id)));
            assertThat(text(item, "byTitlePk")).isEqualTo("TITLE#" + text(item, "title"));
            assertThat(writes.containsKey(id) || renamed.containsKey(id)).isTrue();
        }
        Files.delete(progress());
        assertThat(run(new Doomed(Long.MAX_VALUE, writes), needed, table).changed()).isZero();
        var title = title("7");
        var found =
                later.call(
                        Objects.requireNonNull(later.query("byTitle")),
                        Map.of("title", title),
                        Map.of());
        assertThat(found.at("/data/it/edges"))
                .hasSize(
                        Math.min(
                                50,
                                (int)
                                        items.stream()
                                                .filter(item -> text(item, "title").equals(title))
                                                .count()));
    }

    private Migration.Tally run(Doomed doomed, TableMigration needed, TableDescription table) {
        try (var own = doomed.client()) {
            return new Migration(
                            own,
                            Pace.of(Double.POSITIVE_INFINITY),
                            Pace.of(Double.POSITIVE_INFINITY),
                            SEGMENTS,
                            true,
                            progress(),
                            new PrintWriter(Writer.nullWriter()))
                    .run(needed, table, "test");
        }
    }

    private Path progress() {
        return directory.resolve("progress.json");
    }

    private static void fill() {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < ITEMS; i++) {
            var id = Integer.toString(i);
            items.add(
                    Map.of(
                            "pk", AttributeValue.fromS("TICKET#" + id),
                            "id", AttributeValue.fromS(id),
                            "title", AttributeValue.fromS(title(id))));
        }
        new ItemWriter(client).put("Tickets", items);
    }

    private static String title(String id) {
        return "T" + Integer.parseInt(id) % TITLES;
    }

    /// Each client has items of its own, so the last title of each is known.
    private static void rename(
            DeployedVersion version, int half, AtomicBoolean going, Map<String, String> renamed) {
        var random = new Random(half);
        var mutation = version.mutations().getFirst();
        while (going.get()) {
            var id = Integer.toString(2 * random.nextInt(ITEMS / 2) + half);
            var title = "R" + random.nextInt(TITLES);
            var answer = version.call(mutation, Map.of("id", id, "title", title), Map.of());
            assertThat(answer.has("errors")).as(answer.toString()).isFalse();
            renamed.put(id, title);
        }
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute).s();
    }

    /// A process that is killed after some requests. DynamoDB has done the last ones of them.
    private static final class Doomed implements ExecutionInterceptor {
        private final AtomicLong left;
        private final Map<String, Integer> writes;

        /// @param writes counts how often each item was written
        private Doomed(long requests, Map<String, Integer> writes) {
            this.left = new AtomicLong(requests);
            this.writes = writes;
        }

        DynamoDbClient client() {
            return DynamoDbClient.builder()
                    .endpointOverride(dynamoDb.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .overrideConfiguration(o -> o.addExecutionInterceptor(this))
                    .build();
        }

        @Override
        public void beforeTransmission(
                Context.BeforeTransmission context, ExecutionAttributes attributes) {
            die();
        }

        @Override
        public void afterTransmission(
                Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateItemRequest update
                    && context.httpResponse().isSuccessful()) {
                writes.merge(
                        Objects.requireNonNull(update.key().get("pk")).s().substring(7),
                        1,
                        Integer::sum);
            }
            left.decrementAndGet();
            die();
        }

        private void die() {
            if (left.get() <= 0) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
