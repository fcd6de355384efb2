// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.devtools.testing.SharedDynamoDb;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A client of the SDK without retries, behind the proxy.
class FaultProxyTest {
    private static final String TABLE = "Things";
    private static final SpecReader.Schema SCHEMA =
            new SpecReader.Schema() {
                @Override
                public Set<String> tables() {
                    return Set.of(TABLE);
                }

                @Override
                public String nameOf(String table) {
                    return table;
                }

                @Override
                public Set<String> indexes() {
                    return Set.of();
                }
            };

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient direct;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Faults faults = _ -> List.of();
    private FaultProxy proxy;
    private DynamoDbClient client;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = SharedDynamoDb.open();
        direct = dynamoDb.client();
        direct.createTable(r ->
                r.tableName(TABLE)
                        .keySchema(
                                List.of(
                                        KeySchemaElement.builder()
                                                .attributeName("id")
                                                .keyType(KeyType.HASH)
                                                .build()))
                        .attributeDefinitions(
                                List.of(
                                        AttributeDefinition.builder()
                                                .attributeName("id")
                                                .attributeType(ScalarAttributeType.S)
                                                .build()))
                        .billingMode("PAY_PER_REQUEST"));
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @BeforeEach
    void open() {
        proxy = FaultProxy.before(dynamoDb.endpoint(), request -> faults.of(request), this::note);
        client =
                DynamoDbClient.builder()
                        .endpointOverride(proxy.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .overrideConfiguration(o ->
                                o.retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .apiCallTimeout(Duration.ofSeconds(2)))
                        .build();
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    private void note(WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
        seen.add(request + " " + (reply == null ? "not executed" : reply.status()));
    }

    private void faults(String... specs) throws InvalidFaultException {
        var rules = new ArrayList<FaultRule>();
        for (var spec : specs) {
            rules.add(new SpecReader(SCHEMA).read(spec));
        }
        faults = new RuleSet(rules, 1);
    }

    private static Map<String, AttributeValue> item(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private void write(String id) {
        client.putItem(r -> r.tableName(TABLE).item(item(id)));
    }

    private static boolean exists(String id) {
        return direct.getItem(r -> r.tableName(TABLE).key(item(id)).consistentRead(true)).hasItem();
    }

    @Test
    void without_a_fault_requests_pass() {
        write("plain");
        assertThat(exists("plain")).isTrue();
        assertThat(seen).containsExactly("PutItem Things 200");
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400",
        "ResourceNotFoundException, 400",
        "InternalServerError, 500",
        "ServiceUnavailable, 503"
    })
    void an_error_has_its_name_and_status(String name, int status) throws Exception {
        faults("error=" + name);
        var error = catchThrowableOfType(DynamoDbException.class, () -> write(name));

        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(name);
        assertThat(exists(name)).isFalse();
        assertThat(seen).containsExactly("PutItem Things not executed");
    }

    @Test
    void a_load_balancer_answers_a_page() throws Exception {
        faults("error=502");
        var error = catchThrowableOfType(DynamoDbException.class, () -> write("page"));
        assertThat(error.statusCode()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "close", "silence", "error=InternalServerError"})
    void when_after_executes_the_request(String fault) throws Exception {
        faults(fault);
        assertThat(catchThrowableOfType(RuntimeException.class, () -> write("before " + fault)))
                .isNotNull();
        faults(fault + " when=after");
        assertThat(catchThrowableOfType(RuntimeException.class, () -> write("after " + fault)))
                .isNotNull();

        assertThat(exists("before " + fault)).isFalse();
        assertThat(exists("after " + fault)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset when=middle",
                "close when=middle",
                "reply=cut",
                "reply=html",
                "reply=checksum",
                "drip=900ms"
            })
    void a_reply_that_is_damaged_is_an_error_of_a_request_that_was_executed(String fault)
            throws Exception {
        faults(fault);
        assertThat(catchThrowableOfType(SdkClientException.class, () -> write(fault))).isNotNull();
        assertThat(exists(fault)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply=empty", "reply=blank", "reply=null", "reply=untyped"})
    void a_reply_that_lacks_its_contents_comes_instead_of_the_item(String fault) throws Exception {
        write("there");
        faults(fault);
        var found = direct.getItem(r -> r.tableName(TABLE).key(item("there"))).item();
        var item = Map.<String, AttributeValue>of();
        try {
            item = client.getItem(r -> r.tableName(TABLE).key(item("there"))).item();
        } catch (SdkClientException e) {
            // The SDK may refuse it.
        }
        assertThat(item).isNotEqualTo(found);
    }

    @Test
    void a_latency_comes_before_the_fault_that_follows() throws Exception {
        faults("latency=400ms", "latency=400ms", "error=ThrottlingException", "reset");
        var start = System.nanoTime();
        var error = catchThrowableOfType(DynamoDbException.class, () -> write("late"));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }

    @Test
    void a_cancelled_transaction_has_a_reason_for_each_action() throws Exception {
        faults("cancel=None,TransactionConflict");
        var error =
                catchThrowableOfType(
                        TransactionCanceledException.class,
                        () ->
                                client.transactWriteItems(r ->
                                        r.transactItems(
                                                Stream.of("t1", "t2", "t3")
                                                        .map(FaultProxyTest::put)
                                                        .toList())));

        assertThat(error.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "TransactionConflict", "None");
        assertThat(exists("t1")).isFalse();
    }

    private static TransactWriteItem put(String id) {
        return TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(item(id))).build();
    }

    @Test
    void a_partial_batch_leaves_all_keys_or_half_of_them() throws Exception {
        var ids = IntStream.range(0, 5).mapToObj(i -> "b" + i).toList();
        ids.forEach(this::write);
        faults("unprocessed=all");
        assertThat(batch(ids)).containsExactly(0, 5);
        faults("unprocessed=half");
        assertThat(batch(ids)).containsExactly(3, 2);
        assertThat(batch(ids.subList(0, 1))).containsExactly(1, 0);
    }

    /// Returns the number of items and of unprocessed keys.
    private List<Integer> batch(List<String> ids) {
        var reply =
                client.batchGetItem(r ->
                        r.requestItems(
                                Map.of(
                                        TABLE,
                                        KeysAndAttributes.builder()
                                                .keys(
                                                        ids.stream()
                                                                .map(FaultProxyTest::item)
                                                                .toList())
                                                .build())));
        var left = reply.unprocessedKeys().get(TABLE);
        return List.of(
                reply.responses().getOrDefault(TABLE, List.of()).size(),
                left == null ? 0 : left.keys().size());
    }

    @Test
    void after_a_fault_the_same_client_is_served() throws Exception {
        for (var fault :
                List.of("reset", "close when=middle", "reply=cut", "silence", "error=503")) {
            faults(fault + " first=1");
            assertThat(catchThrowableOfType(RuntimeException.class, () -> write(fault)))
                    .isNotNull();
            write(fault + " again");
            assertThat(exists(fault + " again")).isTrue();
        }
    }
}
