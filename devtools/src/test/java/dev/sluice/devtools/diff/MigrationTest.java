// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// `sluice migrate`, whose process is killed three times while clients write, gives each item what
/// it needs, once.
class MigrationTest {
    private static final int ITEMS = Boolean.getBoolean("sluice.thorough") ? 100_000 : 1_000;
    private static final int TITLES = 50;
    private static final int WRITTEN_BY_ONE_CLIENT = ITEMS / 8;
    private static final long BETWEEN_WRITES = Duration.ofMillis(5).toNanos();

    private static final String EARLIER =
            """
            schema { query: Query mutation: Mutation }
            type Ticket @table(name: "Tickets", partitionKey: "TICKET#{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              title: String!
            }
            type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              text: String!
            }
            type Query { ticket(id: ID!): Ticket @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Mutation {
              rename(id: ID!, text: String!): Ticket @auth(rules: [{public: true}])
                @write(update: "Ticket", key: "id = $id", expression: "SET title = $text")
              note(id: ID!, text: String!): Note @auth(rules: [{public: true}])
                @write(update: "Note", key: "id = $id", expression: "SET text = $text")
            }
            """;

    /// A ticket has a new index, and a note is written to a second table as well.
    private static final String LATER =
            EARLIER.replace(
                            "TICKET#{id}\", itemSize: 1)",
                            "TICKET#{id}\", itemSize: 1) @index(name: \"byTitle\", partitionKey: \"TITLE#{title}\")")
                    .replace(
                            "SET text = $text\")",
                            """
                            SET text = $text")
                                @write(update: "NoteByKey", key: "id = $id", expression: "SET text = $text", upsert: true)\
                            """)
                    .replace(
                            "type Query {",
                            """
                            type NoteByKey @table(name: "NotesByKey", partitionKey: "NOTE#{id}", itemSize: 1) @auth(rules: [{public: true}]) {
                              id: ID!
                              text: String!
                            }
                            type Query {
                            """);

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Test
    void each_item_is_right_and_written_once_although_the_process_is_killed_three_times()
            throws Exception {
        var later = new DeployedVersion(LATER, client);
        new TableSetup(client, new Endpoint(dynamoDb.endpoint()), new TableNames(Map.of()), true)
                .prepare(later.catalog.tables().values());
        fill("Tickets", "pk", "TICKET#", "title");
        fill("Notes", "id", "", "text");
        var began = System.nanoTime();

        var going = new AtomicBoolean(true);
        var renamed = new ConcurrentHashMap<String, String>();
        var noted = new ConcurrentHashMap<String, String>();
        var writes = new Writes();
        try (var proxy = FaultProxy.before(dynamoDb.endpoint(), _ -> List.of(), writes::sent);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients =
                    List.of(
                            threads.submit(() -> write(later, "rename", 0, going, renamed)),
                            threads.submit(() -> write(later, "rename", 1, going, renamed)),
                            threads.submit(() -> write(later, "note", 0, going, noted)));
            try {
                // Once while it changes tickets, and twice while it copies notes.
                for (var enough : List.of(ITEMS / 2, ITEMS, ITEMS * 3 / 2)) {
                    assertThat(migrate(proxy, writes, enough)).as(printed()).isNotZero();
                }
                assertThat(migrate(proxy, writes, Integer.MAX_VALUE)).as(printed()).isZero();
            } finally {
                going.set(false);
            }
            for (var each : clients) {
                each.get();
            }
            System.out.printf(
                    "%d + %d items, 3 kills: %d written by the migration, %d by clients, %d s%n",
                    ITEMS,
                    ITEMS,
                    writes.of.size(),
                    renamed.size() + noted.size(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            assertThat(writes.of.values()).containsOnly(1);
            assertRight(writes, renamed, noted);
        }
    }

    private static void assertRight(
            Writes writes, Map<String, String> renamed, Map<String, String> noted) {
        var tickets = items("Tickets", "id");
        assertThat(tickets).hasSize(ITEMS);
        tickets.forEach((id, ticket) -> {
            assertThat(text(ticket, "title")).isEqualTo(renamed.getOrDefault(id, first(id)));
            assertThat(text(ticket, "byTitlePk")).isEqualTo("TITLE#" + text(ticket, "title"));
            assertThat(writes.of.containsKey("TICKET#" + id) || renamed.containsKey(id)).isTrue();
        });
        var notes = items("Notes", "id");
        var copies = items("NotesByKey", "id");
        assertThat(copies).hasSize(ITEMS);
        copies.forEach((id, copy) -> {
            assertThat(text(copy, "pk")).isEqualTo("NOTE#" + id);
            assertThat(text(copy, "text"))
                    .isEqualTo(noted.getOrDefault(id, first(id)))
                    .isEqualTo(text(Objects.requireNonNull(notes.get(id), id), "text"));
        });
    }

    private static Map<String, Map<String, AttributeValue>> items(String table, String key) {
        return client.scanPaginator(r -> r.tableName(table)).items().stream()
                .collect(Collectors.toMap(item -> text(item, key), item -> item));
    }

    /// Returns the exit code of a process that is killed after a number of writes in all.
    private int migrate(FaultProxy proxy, Writes writes, int enough) throws Exception {
        var earlier = Files.writeString(directory.resolve("earlier.graphqls"), EARLIER);
        var later = Files.writeString(directory.resolve("later.graphqls"), LATER);
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "dev.sluice.devtools.SluiceCommand",
                                "migrate",
                                "--from",
                                earlier.toString(),
                                "--schema",
                                later.toString(),
                                "--copy",
                                "NoteByKey=Note",
                                "--dynamodb",
                                proxy.endpoint().toString(),
                                "--write",
                                "--resume",
                                directory.resolve("progress.json").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("printed").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        writes.kill(process, enough);
        return process.waitFor();
    }

    private String printed() throws IOException {
        return Files.readString(directory.resolve("printed"));
    }

    private static void fill(String table, String key, String prefix, String field) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < ITEMS; i++) {
            var id = Integer.toString(i);
            var item = new ConcurrentHashMap<String, AttributeValue>();
            item.put(key, AttributeValue.fromS(prefix + id));
            item.put("id", AttributeValue.fromS(id));
            item.put(field, AttributeValue.fromS(first(id)));
            items.add(item);
        }
        new ItemWriter(client).put(table, items);
    }

    private static String first(String id) {
        return "T" + Integer.parseInt(id) % TITLES;
    }

    /// Each client has items of its own, so the last text of each is known.
    private static void write(
            DeployedVersion version,
            String mutation,
            int half,
            AtomicBoolean going,
            Map<String, String> written) {
        var random = new Random(half);
        var field =
                version.mutations().stream()
                        .filter(each -> each.getName().equals(mutation))
                        .findFirst()
                        .orElseThrow();
        while (going.get()) {
            var id = Integer.toString(2 * random.nextInt(WRITTEN_BY_ONE_CLIENT) + half);
            var text = "R" + random.nextInt(TITLES);
            var answer = version.call(field, Map.of("id", id, "text", text), Map.of());
            assertThat(answer.has("errors")).as(answer.toString()).isFalse();
            written.put(id, text);
            LockSupport.parkNanos(BETWEEN_WRITES);
        }
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute).s();
    }

    /// The writes that DynamoDB did for the migration, and what they bring about.
    private static final class Writes {
        /// How often each item was written, by its key.
        private final Map<String, Integer> of = new ConcurrentHashMap<>();

        private @Nullable Process doomed;
        private int enough;

        synchronized void kill(Process process, int after) {
            doomed = process;
            enough = after;
        }

        void sent(WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
            if (reply == null || reply.status() != 200 || request.json() == null) {
                return;
            }
            var json = request.json();
            var key =
                    switch (request.operation()) {
                        case "UpdateItem" -> json.at("/Key/pk/S");
                        case "TransactWriteItems" -> json.at("/TransactItems/1/Put/Item/pk/S");
                        default -> json.path("none");
                    };
            if (key.isTextual()) {
                of.merge(key.textValue(), 1, Integer::sum);
                killWhenEnough();
            }
        }

        private synchronized void killWhenEnough() {
            if (doomed != null && of.size() >= enough) {
                doomed.destroyForcibly();
            }
        }
    }
}
