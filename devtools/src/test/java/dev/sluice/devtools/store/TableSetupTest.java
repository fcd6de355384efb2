// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Table;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

@TestInstance(Lifecycle.PER_CLASS)
class TableSetupTest {
    private static final String WITHOUT_INDEX =
            Schemas.STATIONS.replaceFirst("  @index\\(.*\\)\n", "");

    private final SharedDynamoDb embedded = SharedDynamoDb.open();
    private final Endpoint endpoint = new Endpoint(embedded.endpoint());
    private final DynamoDbClient client = embedded.client();

    @BeforeAll
    void isEmpty() {
        assertThat(client.listTables().tableNames()).isEmpty();
    }

    @AfterAll
    void stop() {
        embedded.close();
    }

    @Test
    void what_is_absent_is_created_and_what_is_there_is_left_alone() {
        var names = named("Created");

        assertThat(tables(names, true).prepare(schema(WITHOUT_INDEX)))
                .isEqualTo(changes("Stations", null));
        assertThat(tables(names, true).prepare(schema(WITHOUT_INDEX)))
                .isEqualTo(changes(null, null));
        assertThat(tables(names, true).prepare(schema(Schemas.STATIONS)))
                .isEqualTo(changes(null, "Stations"));
        assertThat(tables(names, false).prepare(schema(Schemas.STATIONS)))
                .isEqualTo(changes(null, null));
        assertThat(client.describeTable(r -> r.tableName("Created")).table())
                .satisfies(table ->
                        assertThat(table.globalSecondaryIndexes())
                                .extracting(GlobalSecondaryIndexDescription::indexName)
                                .containsExactly("byLine"));
    }

    @Test
    void nothing_is_created_if_that_is_not_allowed() {
        assertFails(
                () -> tables(named("NotCreated"), false).prepare(schema(Schemas.STATIONS)),
                "There is no table NotCreated at %s. Add --create to create it.");
        assertThat(client.listTables().tableNames()).doesNotContain("NotCreated");
    }

    @Test
    void a_table_with_another_key_is_reported() {
        var names = named("Conflict");
        tables(names, true).prepare(schema(Schemas.STATIONS));

        assertFails(
                () ->
                        tables(names, true)
                                .prepare(
                                        schema(
                                                WITHOUT_INDEX.replace(
                                                        "\"{id}\"", "\"STATION#{id}\""))),
                "Table Conflict at %s has the key id (S); the schema has pk (S). To use this table, name its attributes in @table(partitionKeyName:, sortKeyName:), and give the key fields the same types. Otherwise, rename the table in the schema.");
        assertFails(
                () ->
                        tables(names, true)
                                .prepare(
                                        schema(Schemas.STATIONS.replace("\"{name}\"", "\"{id}\""))),
                "Table Conflict at %s has an index byLine with the key line (S) and name (S); the schema has line (S) and id (S). Name its attributes in @index(partitionKeyName:, sortKeyName:), or rename the index in the schema.");
    }

    @Test
    void
            an_index_that_projects_more_than_the_schema_names_is_used_and_one_that_projects_less_is_not() {
        var names = named("Projected");
        tables(names, true).prepare(projecting("project: [\"name\"]"));

        assertThat(tables(names, false).prepare(projecting("project: []")))
                .isEqualTo(changes(null, null));
        assertFails(
                () -> tables(names, true).prepare(projecting("project: [\"name\", \"stop\"]")),
                "Table Projected at %s has an index byTrack that does not project stop. Change project in @index, or rename the index in the schema.");
        assertFails(
                () -> tables(names, true).prepare(projecting("project: null")),
                "Table Projected at %s has an index byTrack that does not project all attributes. Change project in @index, or rename the index in the schema.");
    }

    @Test
    void a_stream_is_created_with_its_table_or_later_and_tells_of_each_change() {
        var streamed =
                schema(
                        Schemas.STATIONS.replace(
                                "partitionKey: \"{id}\"",
                                "partitionKey: \"{id}\", stream: NEW_AND_OLD_IMAGES"));
        var early = named("StreamedEarly");
        tables(early, true).prepare(streamed);
        var late = named("StreamedLate");
        tables(late, true).prepare(schema(Schemas.STATIONS));
        tables(late, true).prepare(streamed);

        var item = Map.of("id", AttributeValue.fromS("7"), "name", AttributeValue.fromS("Mitte"));
        for (var table : List.of("StreamedEarly", "StreamedLate")) {
            client.putItem(r -> r.tableName(table).item(item));
            assertThat(newImages(table)).containsExactly(item);
        }
        assertFails(
                () ->
                        tables(late, true)
                                .prepare(
                                        schema(
                                                Schemas.STATIONS.replace(
                                                        "partitionKey: \"{id}\"",
                                                        "partitionKey: \"{id}\", stream: KEYS_ONLY"))),
                "Table StreamedLate at %s has a stream of NEW_AND_OLD_IMAGES; the schema has KEYS_ONLY, and DynamoDB cannot change a stream. Disable the stream of the table, or change stream in @table.");
    }

    private List<Map<String, AttributeValue>> newImages(String table) {
        var arn = client.describeTable(r -> r.tableName(table)).table().latestStreamArn();
        try (var streams = StoreClient.streams(endpoint)) {
            return streams
                    .describeStream(r -> r.streamArn(arn))
                    .streamDescription()
                    .shards()
                    .stream()
                    .map(shard ->
                            streams.getShardIterator(r ->
                                    r.streamArn(arn)
                                            .shardId(shard.shardId())
                                            .shardIteratorType("TRIM_HORIZON")))
                    .flatMap(iterator ->
                            streams
                                    .getRecords(r -> r.shardIterator(iterator.shardIterator()))
                                    .records()
                                    .stream())
                    .map(record -> record.dynamodb().newImage())
                    .toList();
        }
    }

    @Test
    void a_local_index_is_created_with_its_table_and_never_later() {
        var local = projecting("local: true");
        var other = named("Local");
        tables(other, true).prepare(local);
        assertThat(tables(other, false).prepare(local)).isEqualTo(changes(null, null));

        assertFails(
                () -> tables(other, true).prepare(projecting("partitionKeyName: \"line\"")),
                "Table Local at %s has an index byTrack that is local. Set local: true in @index, or rename the index in the schema.");
        var global = named("Global");
        tables(global, true).prepare(projecting("partitionKeyName: \"line\""));
        assertFails(
                () -> tables(global, true).prepare(local),
                "Table Global at %s has an index byTrack that is not local. Remove local in @index, or rename the index in the schema.");
        var absent = named("Absent");
        tables(absent, true).prepare(projecting(null));
        assertFails(
                () -> tables(absent, true).prepare(local),
                "Table Absent at %s has no index byTrack, and DynamoDB creates a local index only together with its table. Remove local from the index, or create the table anew under another name.");
    }

    /// @param index the arguments of an index, or null for no index
    private static Collection<Table> projecting(@Nullable String index) {
        return schema(
                """
                type Station @table(name: "Stations", partitionKey: "{line}", sortKey: "{id}")
                  INDEX
                  @auth(rules: [{public: true}]) {
                  line: ID!
                  id: ID!
                  track: String
                  name: String
                  stop: String
                }
                type Query {
                  station(line: ID!, id: ID!): Station @getItem(key: "line = $line AND id = $id") @auth(rules: [{public: true}])
                }
                """
                        .replace(
                                "INDEX",
                                index == null
                                        ? ""
                                        : "@index(name: \"byTrack\", partitionKey: \"{line}\", sortKey: \"{track}\", %s)"
                                                .formatted(index)));
    }

    @Test
    void many_items_are_put_in_batches() {
        tables(named("Many"), true).prepare(schema(WITHOUT_INDEX));

        new ItemWriter(client)
                .put(
                        "Many",
                        IntStream.range(0, 130)
                                .mapToObj(i -> Map.of("id", AttributeValue.fromS("s" + i)))
                                .toList());

        assertThat(client.scan(r -> r.tableName("Many")).count()).isEqualTo(130);
    }

    private void assertFails(ThrowingCallable work, String message) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessage(message.formatted(endpoint));
    }

    private TableSetup tables(TableNames names, boolean create) {
        return new TableSetup(client, endpoint, names, create);
    }

    private static TableNames named(String name) {
        return new TableNames(Map.of("Stations", name));
    }

    private static Collection<Table> schema(String text) {
        return SchemaCompiler.compile("stations.graphqls", text).tables().values();
    }

    private static TableSetup.Changes changes(@Nullable String created, @Nullable String indexed) {
        return new TableSetup.Changes(
                created == null ? Set.of() : Set.of(created),
                indexed == null ? Set.of() : Set.of(indexed));
    }
}
