// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CapacityCommandTest {
    private static final Path SHOP = Path.of("../function/src/main/resources/schema.graphqls");

    @TempDir Path directory;

    @Test
    void the_hottest_partitions_are_listed_with_the_traffic_that_fills_them() throws IOException {
        var run =
                capacity(
                        """
                        operation,perSecond,values
                        MyShop,200,claims.sub=1000
                        CategoryPage,50,category=8
                        PlaceOrder,20,input.lines.productId=5% claims.sub=1000
                        """);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        """
                        table or index       partition key  read units/s  write units/s  full at  mostly by
                        Products             {}             0.00          160            6.25 x   PlaceOrder placeOrder
                        Products.byCategory  {}             66            0.00           46 x     CategoryPage productsInCategory
                        """)
                .contains("Assumed to differ in each request: MyShop OrderLine.productId");
    }

    @Test
    void events_and_notes_are_as_hot_as_their_item() throws IOException {
        var schema =
                Files.writeString(
                        directory.resolve("counters.graphqls"),
                        """
                        schema @limits(requests: 10, readUnits: 100, writeUnits: 100)
                          @events(table: "Events", source: "shop", itemSize: 2) { query: Query mutation: Mutation }
                        type Counter @table(name: "Counters", partitionKey: "{id}", itemSize: 1) @audit(trail: "Change")
                          @auth(rules: [{signedIn: true}]) { id: ID! count: Int }
                        type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until", itemSize: 1)
                          @index(name: "byPerson", partitionKey: "{by}", sortKey: "{id}")
                          @auth(rules: [{group: "auditor"}]) { item: ID! id: ID! by: ID until: DateTime }
                        type Query {
                          counter(id: ID!): Counter @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
                          changesBy(by: ID!, first: Int! = 10, after: String): ChangeConnection!
                            @query(index: "byPerson", keyCondition: "by = $by") @auth(rules: [{group: "auditor"}])
                        }
                        type Mutation {
                          count(id: ID!): Counter @auth(rules: [{signedIn: true}]) @event(name: "Counted")
                            @write(update: "Counter", key: "id = $id", expression: "ADD count 1", upsert: true)
                        }
                        """);
        Files.createDirectory(directory.resolve("operations"));
        Files.writeString(
                directory.resolve("operations/Count.graphql"),
                "mutation Count($id: ID!) { count(id: $id) { id } }");
        Files.writeString(
                traffic(), "operation,perSecond,values\nCount,100,id=10% claims.sub=20%\n");

        var run =
                Console.run(
                        "capacity",
                        "--schema",
                        schema.toString(),
                        "--operations",
                        directory.resolve("operations").toString(),
                        "--traffic",
                        traffic().toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("Changes.byPerson +\\{} +0.00 +40 ")
                .containsPattern("Events +\\{} +0.00 +40 ")
                .containsPattern("Changes +\\{} +0.00 +20 ")
                .containsPattern("Counters +\\{} +10 +20 ");
    }

    @Test
    void a_partition_that_is_full_is_exit_code_4() throws IOException {
        var run =
                capacity("operation,perSecond,values\nPlaceOrder,200,$input.lines.productId=5%\n");

        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void a_caller_is_the_same_in_the_key_of_a_child() throws IOException {
        var run = capacity("operation,perSecond,values\nMyShop,1,claims.sub=1\n");

        assertThat(run.out())
                .containsPattern(
                        "Orders +\\{} +11 .* MyShop me.orders\nLoyalty .* MyShop me.loyalty\nUsers .* MyShop me\n");
    }

    @Test
    void a_fault_of_the_file_has_its_line() throws IOException {
        assertThat(capacity("operation,perSecond,values\n\nMyShop,many\n"))
                .isEqualTo(
                        new Console(
                                1,
                                "",
                                "%s:3: a line has an operation, its requests per second, and its values, such as MyShop,200,claims.sub=1000\n"
                                        .formatted(traffic())));
        assertThat(capacity("operation,perSecond,values\nMyShop,1,claims.sub=0\n").err())
                .contains(":2: claims.sub=0 says neither how many");
        assertThat(capacity("operation,perSecond,values\nNobody,1,\n").err())
                .contains(":2: there is no trusted operation Nobody. Known are CancelOrder");
        assertThat(capacity("MyShop,1,\n").err())
                .contains(":1: the first line must be operation,perSecond,values");
    }

    @Test
    void a_partition_key_of_few_values_is_a_finding_with_its_remedy() throws IOException {
        var schema =
                Files.writeString(
                        directory.resolve("tasks.graphqls"),
                        """
                        enum Status { OPEN DONE }
                        type Task @table(name: "Tasks", partitionKey: "{id}") @auth(rules: [{public: true}])
                          @index(name: "byStatus", partitionKey: "{status}", sortKey: "{id}")
                          @index(name: "byOwner", partitionKey: "{status}#{owner}", sortKey: "{id}") {
                          id: ID!
                          owner: ID!
                          status: Status! @attribute(hidden: true)
                        }
                        type Query {
                          open(first: Int! = 10, after: String): TaskConnection!
                            @query(index: "byStatus", keyCondition: "status = 'OPEN'") @auth(rules: [{public: true}])
                        }
                        """);
        var finding =
                "Task: the index byStatus has partitionKey \"{status}\", which has 2 values, so its items are in 2 partitions, and DynamoDB serves 3,000 read and 1,000 write units a second from each. Fix: add a field with many values, such as \"{status}#{customer}\", or an enum field that spreads the items, such as \"{status}#{shard}\", and query each of its values\n";

        assertThat(Console.run("check", "--schema", schema.toString()).err())
                .endsWith("note: " + finding);
    }

    private Path traffic() {
        return directory.resolve("mix.csv");
    }

    private Console capacity(String traffic) throws IOException {
        Files.writeString(traffic(), traffic);
        return Console.run(
                "capacity",
                "--schema",
                SHOP.toString(),
                "--operations",
                "../function/operations",
                "--traffic",
                traffic().toString());
    }
}
