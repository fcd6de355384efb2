// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.adopt.DumpedTable;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The schema that `sluice adopt` prints starts as it is, on the table that it is for, and all
/// items fit it.
@TestInstance(Lifecycle.PER_CLASS)
class AdoptCommandTest {
    private static final Path PROGRAMS = Path.of("src/test/tables");
    private static final Path INSTALLED = Path.of("target/tables");
    private static final int PATIENCE_SECONDS = 240;

    @TempDir private static Path directory;
    private final SharedDynamoDb embedded = SharedDynamoDb.open();
    private final Endpoint endpoint = new Endpoint(embedded.endpoint());
    private final DynamoDbClient client = embedded.client();

    @AfterAll
    void stop() {
        embedded.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    photo-app | partitionKey: "FOLLOW#{followedUsername}", sortKey: "FOLLOW#{followingUsername}", partitionKeyName: "PK"
                    payments  | sortKey: "SUB#{subId}#SKU#{sku}"
                    library   | partitionKey: "$library#isbn_{
                    tasks     | sortKey: "{state}#{due}", sortKeyName: "state#due"
                    posts     | partitionKey: "USER#{user}", sortKey: "POST#{post}"
                    messages  | sortKey: "{sender}", local: true
                    chat      | partitionKey: "User:{user}", sortKey: "{createdAt}"
                    """)
    void a_table_of_another_application_is_adopted(String table, String found) throws IOException {
        var dumped = loaded(table);

        assertThat(adopted(dumped.name(), dumped.items().size())).contains(found);
    }

    @Test
    void tables_that_ElectroDB_and_OneTable_have_written_are_adopted() throws Exception {
        assumeTrue(isInstalled("node"), "Node.js is not installed");
        assumeTrue(isInstalled("npm"), "npm is not installed");
        Files.createDirectories(INSTALLED);
        try (var files = Files.list(PROGRAMS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        INSTALLED.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assumeTrue(run("npm", "ci", "--no-progress") == 0, "the packages cannot be installed");
        assertThat(run("node", "electrodb.js", embedded.endpoint().toString())).isZero();
        assertThat(run("node", "onetable.js", embedded.endpoint().toString())).isZero();

        assertThat(adopted("ElectroLibrary", 36))
                .contains(
                        "partitionKey: \"$library#isbn_{isbn}\", sortKey: \"$book_1#bookid_{bookId}\"")
                .contains("sortKey: \"$loan_1#until_{until}#loanid_{loanId}\"")
                .contains("sortKey: \"$page_1#number_{number:6}\"")
                .contains("sortKey: \"$page_1#read_{read:13}\"")
                .contains("case: LOWER")
                .contains("createdAt: DateTime! @attribute(as: N, unit: MILLISECONDS)")
                .contains("readAt: DateTime! @attribute(as: N)")
                .contains("day: DateTime! @attribute(unit: DAYS)")
                .contains("genres: [String!]! @attribute(as: SS)");
        assertThat(adopted("OneTable", 48))
                .contains("partitionKey: \"account#{accountId}\", sortKey: \"invoice#{day}#{id}\"")
                .contains("partitionKey: \"invoice#{invoiceId}\", sortKey: \"line#{number:5}\"")
                .contains("packedAt: DateTime! @attribute(as: N, unit: MILLISECONDS)")
                .contains("expires: DateTime! @attribute(as: N)\n")
                .contains("paidAt: DateTime\n");
    }

    @Test
    void several_tables_are_one_schema_and_an_absent_table_is_named() throws IOException {
        for (var name : List.of("photo-app", "chat")) {
            var _ = loaded(name);
        }
        var both = adopt("--table", "PhotoApp", "--table", "ChatTable");
        assertThat(both.out()).contains("type User\n").contains("type User2\n");
        assertThat(SchemaCompiler.compile("both", both.out()).tables())
                .containsOnlyKeys("PhotoApp", "ChatTable");
        assertThat(both.err()).contains("Reading at most 2,000 items of PhotoApp with Scan");

        var few = adopt("--table", "PhotoApp", "--sample", "3");
        assertThat(few.out()).contains("# PhotoApp: 3 items read, a sample.");
        assertThat(SchemaCompiler.compile("few", few.out()).tables()).containsKey("PhotoApp");

        var absent = adopt("--table", "Nothing");
        assertThat(absent.exitCode()).isEqualTo(3);
        assertThat(absent.err()).contains("There is no table Nothing.");
    }

    @Test
    void an_empty_table_has_a_schema_and_a_table_that_no_client_can_read_has_none()
            throws IOException {
        create("Empty", ScalarAttributeType.N);
        create("Binary", ScalarAttributeType.B);

        assertThat(adopted("Empty", 0)).contains("id: Decimal!");
        var binary = adopt("--table", "Binary");
        assertThat(binary.exitCode()).isEqualTo(1);
        assertThat(binary.out().lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    private void create(String table, ScalarAttributeType type) {
        client.createTable(r ->
                r.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName("id")
                                        .keyType(KeyType.HASH)
                                        .build())
                        .attributeDefinitions(
                                AttributeDefinition.builder()
                                        .attributeName("id")
                                        .attributeType(type)
                                        .build()));
    }

    private DumpedTable loaded(String name) throws IOException {
        var table = DumpedTable.read(name + ".json");
        if (!client.listTables().tableNames().contains(table.name())) {
            table.load(client);
        }
        return table;
    }

    private String adopted(String table, int items) throws IOException {
        var adopted = adopt("--table", table);
        assertThat(adopted.exitCode()).as(adopted.err()).isZero();
        var catalog = SchemaCompiler.compile(table, adopted.out());
        var changes =
                new TableSetup(client, endpoint, new TableNames(Map.of()), false)
                        .prepare(catalog.tables().values());
        assertThat(changes.created()).isEmpty();
        assertThat(changes.indexed()).isEmpty();

        var schema = Files.writeString(directory.resolve(table), adopted.out());
        var audit =
                Console.run(
                        "audit",
                        "--schema",
                        schema.toString(),
                        "--dynamodb",
                        embedded.endpoint().toString());
        assertThat(audit.out()).contains("%1$d of %1$d items fit (100 %%)".formatted(items));
        assertThat(audit.exitCode()).as(audit.out()).isZero();
        return adopted.out();
    }

    private Console adopt(String... options) {
        var arguments =
                new ArrayList<>(List.of("adopt", "--dynamodb", embedded.endpoint().toString()));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static int run(String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(INSTALLED.resolve("log.txt").toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
