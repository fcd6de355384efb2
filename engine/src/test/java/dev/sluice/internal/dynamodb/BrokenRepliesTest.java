// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.internal.dynamodb.client.DynamoDbClients;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.WasApplied;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.testing.WireProxy.Hook;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Replies that come late, or that DynamoDB cannot have sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenRepliesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOME_SECONDS = Duration.ofSeconds(6);

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    /// A reply with which no read may end.
    enum Broken {
        NOTHING {
            @Override
            Reply of(Reply reply) {
                return Reply.empty(200);
            }
        },
        NO_MEMBER {
            @Override
            Reply of(Reply reply) {
                return new Reply(200, JSON.createObjectNode());
            }
        },
        NULL {
            @Override
            Reply of(Reply reply) {
                return new Reply(200, JSON.nullNode());
            }
        },
        NO_KEYS {
            @Override
            Reply of(Reply reply) {
                var body = (ObjectNode) reply.body().deepCopy();
                body.findParents("id").forEach(item -> ((ObjectNode) item).remove("id"));
                body.findParents("stream").forEach(item -> ((ObjectNode) item).remove("stream"));
                return new Reply(200, body);
            }
        },
        WRONG_CHECKSUM {
            @Override
            Reply of(Reply reply) {
                return reply.withWrongChecksum();
            }
        },
        HALF {
            @Override
            Reply of(Reply reply) {
                return reply.half();
            }
        },
        DRIPPING {
            @Override
            Reply of(Reply reply) {
                return reply.drop();
            }
        },
        NEVER {
            @Override
            Reply of(Reply reply) throws InterruptedException {
                Thread.sleep(SOME_SECONDS.multipliedBy(3));
                return reply;
            }
        };

        abstract Reply of(Reply reply) throws InterruptedException;
    }

    @ParameterizedTest
    @EnumSource
    void a_lone_read_is_sent_again_after_a_broken_reply(Broken broken) {
        var request = store.products("lone-" + broken, 1).getFirst();
        var requestStore = requestStore(once(broken));
        var item = requestStore.item(request);
        requestStore.waves().next();

        assertThat(item.join()).isNotNull();
        assertThat(store.wire.arrived()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_is_sent_again_after_a_broken_reply(Broken broken) {
        var requests = store.products("batch-" + broken, 3);
        var requestStore = requestStore(once(broken));
        var items = requests.stream().map(requestStore::item).toList();
        requestStore.waves().next();

        assertThat(items).allSatisfy(item -> assertThat(item.join()).isNotNull());
        assertThat(store.wire.arrived()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_query_is_sent_again_after_a_broken_reply(Broken broken) {
        store.put(Shop.EVENT, Map.of("stream", "q-" + broken, "number", BigDecimal.ONE));
        var requestStore = requestStore(once(broken));
        var page = requestStore.page(PageFixture.of(Shop.EVENT, "q-" + broken).request());
        requestStore.waves().next();

        assertThat(page.join().entries()).hasSize(1);
        assertThat(store.wire.arrived()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "NO_MEMBER", "NULL", "NO_KEYS", "WRONG_CHECKSUM", "HALF"})
    void a_read_with_broken_replies_alone_is_unavailable_and_not_without_an_item(Broken broken) {
        var request = store.products("all-" + broken, 1).getFirst();
        var requestStore = requestStore((sent, next) -> broken.of(next.forward(sent.body())));
        var item = requestStore.item(request);
        requestStore.waves().next();

        assertThat(Outcomes.refusal(item).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(store.wire.arrived()).isEqualTo(3);
    }

    @Test
    void an_item_that_does_not_exist_is_no_broken_reply() {
        var requestStore = requestStore((sent, next) -> next.forward(sent.body()));
        var item = requestStore.item(TestStore.product("nobody", false));
        requestStore.waves().next();

        assertThat(item.join()).isNull();
        assertThat(store.wire.arrived()).isEqualTo(1);
    }

    @Test
    void a_batch_with_a_foreign_item_is_a_broken_reply() {
        var requests = store.products("foreign-", 2);
        var requestStore =
                requestStore((sent, next) -> {
                    var reply = next.forward(sent.body());
                    reply.body()
                            .findParents("id")
                            .forEach(item -> ((ObjectNode) item).putObject("id").put("S", "other"));
                    return reply;
                });
        var items = requests.stream().map(requestStore::item).toList();
        requestStore.waves().next();

        assertThat(items)
                .allSatisfy(item ->
                        assertThat(Outcomes.refusal(item).code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "NO_MEMBER", "NULL", "WRONG_CHECKSUM", "HALF"})
    void a_write_with_a_broken_reply_may_be_applied_and_is_not_sent_again(Broken broken) {
        var id = "write-" + broken + "-";
        store.products(id, 1);
        var requestStore = requestStore((sent, next) -> broken.of(next.forward(sent.body())));
        var failed =
                Outcomes.failed(
                        Outcomes.of(
                                requestStore,
                                false,
                                update(Shop.PRODUCT, "ADD stock 1").at(id + "0", null)));

        assertThat(failed.refusal().code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failed.applied()).isEqualTo(WasApplied.UNKNOWN);
        assertThat(store.wire.arrived()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "NO_MEMBER", "NULL", "WRONG_CHECKSUM", "HALF"})
    void a_transaction_is_sent_again_after_a_broken_reply_with_the_same_token(Broken broken) {
        var id = "together-" + broken + "-";
        store.products(id, 2);
        var tokens = new HashSet<String>();
        var once = once(broken);
        var requestStore =
                requestStore((sent, next) -> {
                    tokens.add(sent.body().path("ClientRequestToken").asText());
                    return once.handle(sent, next);
                });
        Outcomes.applied(
                Outcomes.of(
                        requestStore,
                        false,
                        update(Shop.PRODUCT, "ADD stock 1").at(id + "0", null),
                        update(Shop.PRODUCT, "ADD stock 1").at(id + "1", null)));

        assertThat(store.wire.arrived()).isEqualTo(2);
        assertThat(tokens).hasSize(1);
    }

    @Test
    void a_conflict_with_another_region_is_sent_again_until_it_is_applied() {
        store.products("region-", 1);
        var sent = new AtomicInteger();
        var requestStore =
                requestStore((request, next) ->
                        sent.incrementAndGet() < 3
                                ? Reply.error(400, "ReplicatedWriteConflictException")
                                : next.forward(request.body()));

        Outcomes.applied(
                Outcomes.of(
                        requestStore,
                        false,
                        update(Shop.PRODUCT, "ADD stock 1").at("region-0", null)));
        assertThat(sent).hasValue(3);
    }

    @Test
    void a_write_whose_call_starts_late_is_not_sent() {
        store.products("late-", 1);
        var deadline = Deadline.in(Duration.ofMillis(1_500));
        var builder =
                TestStore.settings(
                        store.wire.endpoint(), DynamoDbClients.configure(DynamoDbClient.builder()));
        builder.credentialsProvider(() -> {
            while (deadline.remaining().toMillis() > 250) {
                Thread.onSpinWait();
            }
            return AwsBasicCredentials.create("test", "test");
        });
        try (var late = builder.build()) {
            var requestStore =
                    store.through(late)
                            .open(
                                    Map.of(),
                                    RequestLimits.standard(),
                                    new WaveLoop(deadline),
                                    Recording.unheard("test"));
            store.wire.reset();
            var failed =
                    Outcomes.failed(
                            Outcomes.of(
                                    requestStore,
                                    false,
                                    update(Shop.PRODUCT, "ADD stock 1").at("late-0", null)));

            assertThat(failed.refusal().code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failed.applied()).isEqualTo(WasApplied.NO);
            assertThat(store.wire.arrived()).isZero();
        }
    }

    @Test
    void the_retries_of_a_client_that_was_given_do_not_multiply_ours() {
        try (var given =
                TestStore.settings(store.wire.endpoint(), DynamoDbClient.builder()).build()) {
            var requestStore =
                    store.through(given)
                            .open(
                                    Map.of(),
                                    RequestLimits.standard(),
                                    new WaveLoop(Deadline.in(Duration.ofSeconds(20))),
                                    Recording.unheard("test"));
            store.wire.reset();
            store.wire.hook((_, _) -> Reply.error(500, "InternalServerError"));
            var item = requestStore.item(TestStore.user("ann"));
            requestStore.waves().next();

            assertThat(Outcomes.refusal(item).code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(store.wire.arrived()).isEqualTo(3);
        }
    }

    private RequestStore requestStore(Hook hook) {
        var requestStore = store.requestStore(Map.of(), SOME_SECONDS);
        store.wire.hook(hook);
        return requestStore;
    }

    private static Hook once(Broken broken) {
        var sent = new AtomicInteger();
        return (request, next) -> {
            var reply = next.forward(request.body());
            return sent.getAndIncrement() == 0 ? broken.of(reply) : reply;
        };
    }
}
