// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

@TestInstance(Lifecycle.PER_CLASS)
class AuditCommandTest {
    private static final String SCHEMA =
            """
            type Note
              @table(name: "%s", partitionKey: "USER#{user}", sortKey: "NOTE#{id}", ttl: "until", itemSize: 2)
              @index(name: "byDay", partitionKey: "DAY#{day}", sortKey: "{id}")
              @index(name: "byStreet", partitionKey: "STREET#{place.street}")
              @auth(rules: [{group: "admin"}]) {
              user: ID!
              id: ID!
              day: String
              tags: [String!]
              until: DateTime
              words: Int! @attribute(default: "0")
              place: Place
            }
            type Place { street: String! }
            type Query {
              note(user: ID!, id: ID!): Note @getItem(key: "user = $user AND id = $id") @auth(rules: [{group: "admin"}])
            }
            """;

    @TempDir private static Path directory;
    private final SharedDynamoDb embedded = SharedDynamoDb.open();
    private final DynamoDbClient client = embedded.client();

    @BeforeAll
    void fill() throws IOException {
        fill("Fitting", List.of());
        var different = note(101);
        different.put("user", text("another"));
        var stale = note(102);
        stale.put("day", text("Monday"));
        stale.put("byDayPk", text("DAY#Sunday"));
        var wordy = note(103);
        wordy.put("words", text("many"));
        var homeless = note(104);
        homeless.put("place", AttributeValue.fromM(Map.of("street", AttributeValue.fromN("5"))));
        var large = note(105);
        large.put("tags", AttributeValue.fromL(List.of(text("x".repeat(3_000)))));
        var unescaped = note(106);
        unescaped.put("sk", text("NOTE#a b"));
        var stranger = note(107);
        stranger.put("pk", text("THING#1"));
        var moved = note(108);
        moved.put("place", AttributeValue.fromM(Map.of("street", text("High"))));
        moved.put("byStreetPk", text("STREET#Low"));
        fill(
                "Mixed",
                List.of(different, stale, wordy, homeless, large, unescaped, stranger, moved));
    }

    @AfterAll
    void stop() {
        embedded.close();
    }

    @Test
    void items_that_fit_are_counted_and_the_exit_code_is_0() {
        var run = audit("Fitting");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "Fitting: 100 of 100 items fit (100 %)",
                        "  Note: 100 of 100 items fit (100 %)",
                        "    proposal: itemSize: 1, because the largest item has 1 KB",
                        "    proposal: tags @constraint(maxItems: 10), because the longest list has 2"
                                + " elements");
        assertThat(run.err()).startsWith("Reading all items of Fitting with Scan: about 100 items");
    }

    @Test
    void each_kind_of_misfit_has_its_count_and_the_key_of_an_item() {
        var run = audit("Mixed");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsSubsequence(
                        "Mixed: 100 of 108 items fit (92.5 %)",
                        "  Note: 100 of 106 items fit (94.3 %)")
                .contains(
                        misfit("Note.user differs from the key", "NOTE#n101"),
                        misfit(
                                "the key of the index byDay differs from the fields of Note",
                                "NOTE#n102"),
                        misfit(
                                "the key of the index byStreet differs from the fields of Note",
                                "NOTE#n108"),
                        misfit("The stored value of Note.words is not a number.", "NOTE#n103"),
                        misfit("The stored value of Place.street is not a string.", "NOTE#n104"),
                        misfit("larger than itemSize, which is 2 KB", "NOTE#n105"),
                        "  of no type: 2 items",
                        misfit(
                                "the values in the key are not spelled as Sluice spells them",
                                "NOTE#a b"),
                        "    misfit: the key belongs to no requested type: 1 item, such as"
                                + " pk=\"THING#1\" sk=\"NOTE#n107\"");
    }

    @Test
    void an_audit_goes_on_where_it_was_interrupted() throws IOException {
        var progress = directory.resolve("progress.json");
        var part = audit("Mixed", "--most-items", "40", "--resume", progress.toString());
        assertThat(part.out()).contains(" of 40 items fit");
        assertThat(progress).doesNotExist();

        Files.writeString(progress, interrupted(part));
        var rest = audit("Mixed", "--resume", progress.toString());
        assertThat(rest.err()).contains("; read before: 40 items");
        assertThat(rest.out()).contains(" of 108 items fit (92.5 %)");
        assertThat(progress).doesNotExist();

        Files.writeString(progress, "{\"subject\":\"another\",\"tables\":{}}");
        var other = audit("Mixed", "--resume", progress.toString());
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("belongs to the audit of another schema");
    }

    /// Returns the file that an audit leaves if it ends after its first page of 40 items.
    private String interrupted(Console part) throws IOException {
        var page = client.scan(r -> r.tableName("Mixed").limit(40));
        var fitting = part.out().replaceAll("(?s)Mixed: (\\d+) of 40.*", "$1");
        var key = page.lastEvaluatedKey();
        return """
        {"subject":"%s","tables":{"Mixed":{"types":{"Note":{"items":40,"fitting":%s,"kilobytes":1}},
        "after":{"pk":{"S":"%s"},"sk":{"S":"%s"}},"done":false}}}
        """
                .formatted(
                        embedded.endpoint()
                                + " "
                                + Integer.toHexString(SCHEMA.formatted("Mixed").hashCode()),
                        fitting,
                        Objects.requireNonNull(key.get("pk")).s(),
                        Objects.requireNonNull(key.get("sk")).s());
    }

    @Test
    void a_table_that_is_absent_or_has_another_key_is_named() throws IOException {
        assertThat(audit("Absent").err()).contains("There is no table Absent at ");
        var schema = directory.resolve("other.graphqls");
        Files.writeString(
                schema,
                SCHEMA.formatted("Mixed")
                        .replace(
                                "sortKey: \"NOTE#{id}\",",
                                "sortKey: \"NOTE#{id}\", sortKeyName: \"other\","));
        var run =
                Console.run(
                        "audit",
                        "--schema",
                        schema.toString(),
                        "--dynamodb",
                        embedded.endpoint().toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("has the key pk (S) and sk (S); the schema has pk (S) and other (S)");
    }

    private void fill(String table, List<Map<String, AttributeValue>> others) throws IOException {
        var catalog = SchemaCompiler.compile(table, SCHEMA.formatted(table));
        new TableSetup(client, new Endpoint(embedded.endpoint()), new TableNames(Map.of()), true)
                .prepare(catalog.tables().values());
        var writer = new ItemWriter(client);
        writer.put(
                table,
                IntStream.range(0, 100)
                        .<Map<String, AttributeValue>>mapToObj(AuditCommandTest::note)
                        .toList());
        writer.put(table, others);
        Files.writeString(directory.resolve(table), SCHEMA.formatted(table));
    }

    private Console audit(String table, String... options) {
        var schema = directory.resolve(table);
        if (!Files.exists(schema)) {
            try {
                Files.writeString(schema, SCHEMA.formatted(table));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        var arguments =
                new ArrayList<>(
                        List.of(
                                "audit",
                                "--schema",
                                schema.toString(),
                                "--dynamodb",
                                embedded.endpoint().toString()));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    private static String misfit(String kind, String sort) {
        return "    misfit: %s: 1 item, such as pk=\"USER#u\" sk=\"%s\"".formatted(kind, sort);
    }

    /// Returns an item as Sluice writes it. It has expired, which an audit does not mind.
    private static Map<String, AttributeValue> note(int number) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", text("USER#u"));
        item.put("sk", text("NOTE#n" + number));
        item.put("user", text("u"));
        item.put("id", text("n" + number));
        item.put("day", text("Sunday"));
        item.put("byDayPk", text("DAY#Sunday"));
        item.put("tags", AttributeValue.fromL(List.of(text("a"), text("b"))));
        item.put("until", AttributeValue.fromN("1000000000"));
        return item;
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
