// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.SpecReader;
import dev.sluice.devtools.gateway.LocalContext;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.function.ApiResolvers;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.computation.ResolverUses;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.schema.Catalog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The predicted traffic fills a partition, and 10 % less does not. Buckets between the API and
/// DynamoDB say so; time is simulated.
class SaturationTest {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /// 10 % more than fills a partition empties a bucket in half of this time.
    private static final double SECONDS = 0.4;

    private static final String ROOTS = "schema { query: Query mutation: Mutation }\n";

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient direct;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        direct = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    /// @param sub the caller of a request
    /// @param variables of a request
    private record Sent(String sub, Map<String, Object> variables) {}

    @Test
    void a_profile_of_the_shop_that_half_of_the_requests_update() throws Exception {
        var shop = Files.readString(Path.of("../function/src/main/resources/schema.graphqls"));
        var file = Files.readString(Path.of("../function/operations/UpdateProfile.graphql"));
        var version = new int[1];

        check(
                shop,
                file,
                Map.of("claims.sub", 0.5, "input.email", 0.5),
                () -> {
                    put("Users", user("hot"));
                    for (int i = 0; i < 250; i++) {
                        put("Users", user("u" + i));
                    }
                    version[0] = 1;
                },
                i -> {
                    var isHot = i % 2 == 0;
                    var input = Map.of("name", "n" + i, "email", isHot ? "hot@x" : "u" + i + "@x");
                    return new Sent(
                            isHot ? "hot" : "u" + i,
                            Map.of("input", input, "version", isHot ? version[0]++ : 1));
                });
    }

    private static Map<String, AttributeValue> user(String id) {
        return Map.of(
                "id", s(id),
                "name", s("n"),
                "email", s(id + "@x"),
                "phone", s("x".repeat(3900)),
                "version", AttributeValue.fromN("1"));
    }

    @Test
    void a_room_that_a_fifth_of_the_messages_are_posted_to() throws Exception {
        check(
                """
                type Message @table(name: "Messages", partitionKey: "ROOM#{room}", sortKey: "{id}", itemSize: 8)
                  @index(name: "byAuthor", partitionKey: "{author}", sortKey: "{id}", project: [])
                  @auth(rules: [{public: true}]) {
                  room: ID!
                  id: ID! @attribute(default: "$uuid")
                  author: ID!
                  text: String!
                }
                type Query { message(room: ID!, id: ID!): Message @getItem(key: "room = $room AND id = $id") @auth(rules: [{public: true}]) }
                input Post { room: ID!, text: String! }
                type Mutation {
                  post(input: Post!): Message @auth(rules: [{public: true}])
                    @write(put: "Message", item: "...$input, author = $claims.sub")
                }
                """,
                "mutation Post($input: Post!) { post(input: $input) { id } }",
                Map.of("input.room", 0.2),
                () -> {},
                i ->
                        new Sent(
                                "u" + i,
                                Map.of(
                                        "input",
                                        Map.of(
                                                "room",
                                                i % 5 == 0 ? "hot" : "r" + i,
                                                "text",
                                                "x".repeat(8000)))));
    }

    @Test
    void a_timeline_that_all_callers_read() throws Exception {
        check(
                """
                type Entry @table(name: "Entries", partitionKey: "{feed}", sortKey: "{n}", itemSize: 4)
                  @auth(rules: [{public: true}]) {
                  feed: ID!
                  n: Int!
                  text: String!
                }
                type Query {
                  feed(feed: ID!, first: Int! = 99, after: String): EntryConnection!
                    @query(keyCondition: "feed = $feed", maxItems: 99) @auth(rules: [{public: true}])
                }
                """,
                "query Feed { feed(feed: \"main\") { edges { node { text } } } }",
                Map.of(),
                () -> {
                    for (int i = 0; i < 120; i++) {
                        put(
                                "Entries",
                                Map.of(
                                        "feed", s("main"),
                                        "n", AttributeValue.fromN("" + i),
                                        "text", s("x".repeat(4050))));
                    }
                },
                i -> new Sent("u" + i, Map.of()));
    }

    @Test
    void an_index_by_status_whose_items_are_moved() throws Exception {
        check(
                """
                enum Status { OPEN DONE }
                type Task @table(name: "Tasks", partitionKey: "{id}", itemSize: 4)
                  @index(name: "byStatus", partitionKey: "{status}", sortKey: "{id}")
                  @auth(rules: [{public: true}]) {
                  id: ID!
                  status: Status!
                  text: String
                }
                type Query { task(id: ID!): Task @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                type Mutation {
                  add(id: ID!, text: String!): Task @auth(rules: [{public: true}])
                    @write(put: "Task", item: "id = $id, text = $text, status = 'OPEN'")
                }
                """,
                "mutation Add($id: ID!, $text: String!) { add(id: $id, text: $text) { id } }",
                Map.of(),
                () -> {},
                i -> new Sent("u" + i, Map.of("id", "t" + i, "text", "x".repeat(4000))));
    }

    @Test
    void a_tenant_of_four_whose_documents_are_read_together() throws Exception {
        check(
                """
                type Doc @table(name: "Docs", partitionKey: "TENANT#{tenant}", sortKey: "{id}", itemSize: 4)
                  @auth(rules: [{public: true}]) {
                  tenant: ID!
                  id: ID!
                  text: String!
                }
                type Query {
                  docs(tenant: ID!, ids: [ID!]! @constraint(maxItems: 50)): [Doc]!
                    @getItem(key: "tenant = $tenant AND id IN $ids", consistent: true) @auth(rules: [{public: true}])
                }
                """,
                "query Docs($tenant: ID!, $ids: [ID!]!) { docs(tenant: $tenant, ids: $ids) { text } }",
                Map.of("tenant", 0.25),
                () -> {
                    for (int tenant = 0; tenant < 4; tenant++) {
                        for (int i = 0; i < 50; i++) {
                            put(
                                    "Docs",
                                    Map.of(
                                            "pk", s("TENANT#t" + tenant),
                                            "tenant", s("t" + tenant),
                                            "id", s("d" + i),
                                            "text", s("x".repeat(4000))));
                        }
                    }
                },
                i ->
                        new Sent(
                                "u" + i,
                                Map.of(
                                        "tenant",
                                        "t" + i % 4,
                                        "ids",
                                        IntStream.range(0, 50).mapToObj(n -> "d" + n).toList())));
    }

    @Test
    void a_poll_that_is_counted_in_a_transaction_with_each_vote() throws Exception {
        check(
                """
                type Poll @table(name: "Polls", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
                  id: ID!
                  votes: Int
                }
                type Vote @table(name: "Votes", partitionKey: "{poll}#{voter}", itemSize: 1) @auth(rules: [{public: true}]) {
                  poll: ID!
                  voter: ID!
                }
                type Query { poll(id: ID!): Poll @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                type Mutation {
                  vote(poll: ID!): Vote @auth(rules: [{public: true}])
                    @write(put: "Vote", item: "poll = $poll, voter = $claims.sub")
                    @write(update: "Poll", key: "id = $poll", expression: "ADD votes 1", upsert: true)
                }
                """,
                "mutation Vote($poll: ID!) { vote(poll: $poll) { voter } }",
                Map.of("poll", 1.0),
                () -> put("Polls", Map.of("id", s("hot"))),
                i -> new Sent("u" + i, Map.of("poll", "hot")));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static void put(String table, Map<String, AttributeValue> item) {
        direct.putItem(r -> r.tableName(table).item(item));
    }

    private static void check(
            String schema,
            String document,
            Map<String, Double> shares,
            Runnable data,
            IntFunction<Sent> requests)
            throws Exception {
        var text = schema.contains("schema ") ? schema : root(schema);
        var catalog = SchemaCompiler.compile("test.graphqls", text);
        var operation = new OperationCosts(catalog).partitions(document).getFirst();
        var row = new TrafficMix.Row("1", "Operation", 1, shares);
        var hottest =
                Capacity.of(List.of(new Capacity.Used(row, operation.uses())), text)
                        .partitions()
                        .getFirst();
        var spec = new SpecReader(new Names(catalog.tables().keySet()));
        var buckets =
                new KeyBuckets(
                        catalog, direct, spec.read("error=ProvisionedThroughputExceededException"));
        try (var proxy = FaultProxy.before(dynamoDb.endpoint(), buckets, buckets);
                var client =
                        StoreClient.to(new Endpoint(proxy.endpoint()), Duration.ofSeconds(10))) {
            var api = api(text, catalog, client);
            assertThat(throttled(catalog, api, document, data, requests, buckets, hottest, 0.9))
                    .as("10 % below %s", hottest)
                    .isZero();
            assertThat(throttled(catalog, api, document, data, requests, buckets, hottest, 1.1))
                    .as("10 % above %s", hottest)
                    .isPositive();
        }
    }

    private static String root(String schema) {
        return (schema.contains("type Mutation") ? ROOTS : "") + schema;
    }

    private record Names(Set<String> tables) implements SpecReader.Schema {
        @Override
        public String nameOf(String table) {
            return table;
        }

        @Override
        public Set<String> indexes() {
            return Set.of();
        }
    }

    private static RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> api(
            String schema, Catalog catalog, DynamoDbClient client) {
        return Sluice.builder()
                .schema("test.graphqls", schema)
                .resolvers(new ResolverUses(catalog).among(ApiResolvers.all()))
                .dynamoDb(client)
                .settings(
                        Settings.from(
                                Map.of(
                                        "SLUICE_CURSOR_KEYS",
                                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                        "SLUICE_BREAKERS",
                                        "off")))
                .build()
                .httpApi();
    }

    private static int throttled(
            Catalog catalog,
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> api,
            String document,
            Runnable data,
            IntFunction<Sent> requests,
            KeyBuckets buckets,
            Capacity.Hottest hottest,
            double factor) {
        dynamoDb.clear();
        new TableSetup(direct, new Endpoint(dynamoDb.endpoint()), new TableNames(Map.of()), true)
                .prepare(catalog.tables().values());
        data.run();
        buckets.start();
        var perSecond = hottest.fullAt() * factor;
        for (int i = 0; i < SECONDS * perSecond && buckets.throttled() == 0; i++) {
            var response =
                    api.handleRequest(event(document, requests.apply(i)), new LocalContext(PLENTY));
            if (buckets.throttled() == 0) {
                assertThat(response.getBody()).doesNotContain("\"errors\"");
            }
            buckets.wait(1 / perSecond);
        }
        return buckets.throttled();
    }

    private static APIGatewayV2HTTPEvent event(String document, Sent sent) {
        var jwt =
                RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(new HashMap<>(Map.of("sub", sent.sub(), "iss", "test")))
                        .build();
        try {
            return APIGatewayV2HTTPEvent.builder()
                    .withVersion("2.0")
                    .withRouteKey("POST /graphql")
                    .withRawPath("/graphql")
                    .withHeaders(Map.of("content-type", "application/json"))
                    .withBody(
                            new JsonMapper()
                                    .writeValueAsString(
                                            Map.of(
                                                    "query",
                                                    document,
                                                    "variables",
                                                    sent.variables())))
                    .withRequestContext(
                            RequestContext.builder()
                                    .withRequestId("r")
                                    .withTimeEpoch(System.currentTimeMillis())
                                    .withRouteKey("POST /graphql")
                                    .withHttp(
                                            RequestContext.Http.builder()
                                                    .withMethod("POST")
                                                    .withPath("/graphql")
                                                    .withSourceIp("127.0.0.1")
                                                    .build())
                                    .withAuthorizer(
                                            RequestContext.Authorizer.builder()
                                                    .withJwt(jwt)
                                                    .build())
                                    .build())
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
